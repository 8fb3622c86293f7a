import { tellTheEdition } from './door/edition.js';

tellTheEdition();

// What the door refuses is not offered: starting a process, a task of one's own, comments, and the history beside them.
document.querySelector('base').setAttribute('cam-exclude-plugins', [
  'tasklist.navbar.action:start-process-action',
  'tasklist.navbar.action:create-task-action',
  'tasklist.task.action:task-action-comment',
  'tasklist.task.detail:task-detail-history'
].join(','));

export default {
  requireJsConfig: {
    ngDeps: ['fairhold.caseFile', 'fairhold.queues'],
    deps: ['case-file', 'queues'],
    paths: {
      'case-file': 'scripts/case-file/plugin',
      queues: 'scripts/queues/plugin'
    }
  }
};
