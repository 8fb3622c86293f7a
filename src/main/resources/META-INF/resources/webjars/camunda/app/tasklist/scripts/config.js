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
