/** The arrows of docs/architecture.md: imports go down only; doors (bin, lambda) compose, the core knows nobody. */
const PURE_BUILTINS = '^(node:)?(crypto|buffer|util|zlib|net)$';
const PURE_LIBRARIES = 'node_modules/(fastest-levenshtein|lossless-json|yaml|re2js|ipaddr.js|@aws-sdk/util-dynamodb)/';
const PROJECT = '^(bin|lambda|lib|samples|scripts|bench|test)/';

/** What each part may import of the project beside itself; `outside`, where built-ins and libraries are limited too. */
const LAYERS = [
  { name: 'contract', path: '^lib/contract/', sees: [] },
  { name: 'core', path: '^lib/core/', sees: ['^lib/contract/'], outside: [PURE_BUILTINS, PURE_LIBRARIES] },
  {
    name: 'app',
    path: '^lib/app/',
    sees: ['^lib/(core|contract)/'],
    outside: ['^(node:)?(crypto|buffer|util|events|path|stream|timers)(/|$)', PURE_LIBRARIES],
  },
  { name: 'adapters', path: '^lib/adapters/', sees: ['^lib/(app|core|contract)/'] },
  { name: 'functions', path: '^lib/functions/', sees: ['^lib/(adapters|app|core|contract)/'] },
  { name: 'local', path: '^lib/local/', sees: ['^lib/(functions|adapters|app|core|contract)/'] },
  { name: 'cli', path: '^lib/cli/', sees: ['^lib/(local|adapters|app|core|contract)/', '^samples/'] },
  { name: 'ui', path: '^lib/ui/', sees: ['^lib/(core|contract)/'], outside: ['node_modules/preact/'] },
  {
    name: 'infra',
    path: '^lib/infra/',
    sees: ['^lib/contract/', '^lib/core/(rules|alerts|correlations|guard|query|export)/'],
  },
  { name: 'samples', path: '^samples/', sees: ['^lib/core/'] },
  { name: 'functions-doors', path: '^lambda/', sees: ['^lib/(functions|contract)/'] },
  { name: 'people-doors', path: '^bin/', sees: ['^lib/(infra|core)/', '^scripts/'] },
  // The build compiles the rules that come with the project.
  { name: 'scripts', path: '^scripts/', sees: ['^lib/core/rules/'] },
];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-circular-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^(lib|samples)' },
      to: { circular: true },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...LAYERS.map(({ name, path, sees, outside }) => ({
      name: `${name}-looks-down`,
      severity: 'error',
      from: { path },
      to: outside ? { pathNot: [path, ...sees, ...outside] } : { path: PROJECT, pathNot: [path, ...sees] },
    })),
    {
      name: 'samples-are-for-showing',
      comment: 'the sample log files are seen by the first run, tests and benches alone',
      severity: 'error',
      from: { pathNot: '^(samples|test|bench|lib/cli/first-run)/' },
      to: { path: '^samples/' },
    },
    {
      name: 'nothing-imports-a-bench-or-a-test',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Compiled and run against the installed package, away from here (test/package/scratch-app.ts).
    exclude: { path: '^test/package/app/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
