// How test files load modules. Jest loads everything anew for each file: a large library, such as the CDK or the SDK, would be
// read and compiled some hundred times in a run. Here each process loads a library once, as Node.js does, and compiles a
// file of ours once. The modules of ours still begin anew in each test file, as does whatever is mocked.
const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');

const ofJest = createRequire(require.resolve('jest'));
const { default: Runtime } = createRequire(ofJest.resolve('@jest/core'))('jest-runtime');

/** What jest loads itself: its own parts, ES modules, and what reads the environment when it is loaded. */
const LEFT_TO_JEST = /^(?:@?jest|expect$|hyparquet|@aws-lambda-powertools\/)/;

/** What loads a library for a file, by the file, and functions that are a file's code, by the file. */
const loaders = new Map();
const compiled = new Map();

module.exports = class SharedPackages extends Runtime {
  constructor(...given) {
    super(...given);
    this.executor.compile = (source, filename) =>
      compiledOnce(source, filename, this.executor.injectedModuleParameters);
  }

  requireModuleOrMock(from, name) {
    const isShared = isPackage(name) && !this.mockState.shouldMockCjs(from, name).shouldMock;
    return isShared ? loaderOf(from)(name) : super.requireModuleOrMock(from, name);
  }
};

function isPackage(name) {
  return !/^[./]/.test(name) && !isBuiltin(name) && !LEFT_TO_JEST.test(name);
}

function loaderOf(file) {
  const loader = loaders.get(file) ?? createRequire(file);
  loaders.set(file, loader);
  return loader;
}

function compiledOnce(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.code;
  const code = compileFunction(source, parameters, { filename });
  compiled.set(filename, { source, code });
  return code;
}
