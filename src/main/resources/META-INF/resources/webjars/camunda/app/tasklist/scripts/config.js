export default {
  requireJsConfig: {
    ngDeps: ['fairhold.caseFile'],
    deps: ['case-file'],
    paths: { 'case-file': 'scripts/case-file/plugin' }
  }
};
