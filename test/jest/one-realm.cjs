// Where test files run: in the realm that Node.js itself and the libraries run in. Jest's own environment has a realm to each
// file, whose `Error`, `Date` and `Map` are not those that Node.js and a library that is loaded once would make. The SDK,
// which asks `instanceof Error`, would take a broken connection for something else that was thrown, and not try again.
// What a file leaves behind in this one realm is put back after it.
const { AsyncLocalStorage } = require('node:async_hooks');
const { createRequire } = require('node:module');

const ofJest = createRequire(require.resolve('jest'));
const ofConfig = createRequire(createRequire(ofJest.resolve('@jest/core')).resolve('jest-config'));
const ofEnvironment = createRequire(ofConfig.resolve('jest-environment-node'));
const { ModuleMocker } = ofEnvironment('jest-mock');
const { ModernFakeTimers } = ofEnvironment('@jest/fake-timers');

/** As deep as errors tell where they were made. Jest would have 100, which each error costs that is made and caught. */
const FRAMES = 20;

/**
 * What is stored for asynchronous calls. Jest makes a store for each file and leaves it: up to Node.js 22 every promise of
 * the files after it pays for each of them.
 */
const stores = new Set();
const { _enable: enable } = AsyncLocalStorage.prototype;
if (enable !== undefined) {
  AsyncLocalStorage.prototype._enable = function () {
    stores.add(this);
    enable.call(this);
  };
}

module.exports = class OneRealm {
  constructor({ projectConfig: config }) {
    this.global = globalThis;
    this.global.global = globalThis;
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
    const { exit, exitCode, getBuiltinModule } = process;
    this.before = { env: { ...process.env }, console, ofProcess: { exit, exitCode, getBuiltinModule } };
  }

  setup() {
    Error.stackTraceLimit = FRAMES;
  }

  teardown() {
    const { env, console, ofProcess } = this.before;
    this.moduleMocker.restoreAllMocks();
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    Object.assign(process, ofProcess);
    globalThis.console = console;
    for (const store of stores) store.disable();
    stores.clear();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }
};
