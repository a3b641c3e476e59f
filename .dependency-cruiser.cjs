/** The arrows of docs/architecture.md: imports go down only; doors (bin, lambda) compose, the core knows nobody. */
const PURE_BUILTINS = '^(node:)?(crypto|buffer|util|zlib|net)$';
const PURE_LIBRARIES = 'node_modules/(fastest-levenshtein|lossless-json|yaml|re2js|@aws-sdk/util-dynamodb)/';

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'core-is-pure',
      comment: 'lib/core sees no AWS, no files, no clock: only itself and pure Node.js built-ins',
      severity: 'error',
      from: { path: '^lib/core' },
      to: { pathNot: ['^lib/core', PURE_BUILTINS, PURE_LIBRARIES] },
    },
    {
      name: 'app-sees-core-only',
      comment: 'use cases see the world through ports',
      severity: 'error',
      from: { path: '^lib/app' },
      to: { pathNot: ['^lib/(app|core)', '^(node:)?(crypto|buffer|util|events|path|stream|timers)', PURE_LIBRARIES] },
    },
    {
      name: 'adapters-look-down',
      severity: 'error',
      from: { path: '^lib/adapters' },
      to: { path: '^(bin|lambda|lib/(cli|infra))' },
    },
    {
      name: 'cli-does-not-see-infra',
      severity: 'error',
      from: { path: '^lib/cli' },
      to: { path: '^(bin|lambda|lib/infra)' },
    },
    {
      name: 'infra-knows-names-only',
      comment: 'constructs import the environment contract and the table definitions, nothing that runs',
      severity: 'error',
      from: { path: '^lib/infra' },
      to: { path: '^(bin|lambda|lib/(cli|adapters))' },
    },
    {
      name: 'functions-do-not-see-the-cli-or-the-cdk',
      severity: 'error',
      from: { path: '^lambda' },
      to: { path: '^(bin|lib/(cli|infra))|aws-cdk-lib|constructs' },
    },
    {
      name: 'nothing-imports-a-door',
      severity: 'error',
      from: { path: '^lib' },
      to: { path: '^(bin|lambda|test|bench)' },
    },
    {
      name: 'not-to-test',
      severity: 'error',
      from: { pathNot: '^test' },
      to: { path: '^test' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
