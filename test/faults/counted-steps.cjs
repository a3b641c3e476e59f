// What `runUntilEnded` loads into the program before it, to tell how far the program is: it counts what the program opens and
// what it asks of its database. At one step it kills the process, or tells its parent to do so. At the end it tells the count.
const { isMainThread } = require('node:worker_threads');
const fs = require('node:fs');
const Module = require('node:module');

/** Where the parent listens. */
const PARENT = 3;

/** The library of SQLite as the program loads it, by its name or its path, and which of its functions run statements. */
const LIBRARY = /(?:^|[\\/])@libsql[\\/]/;
const RUNS = ['databaseExecSync', 'statementRun'];

const endAt = Number(process.env.SSM_AUDIT_TEST_END_AT ?? Number.POSITIVE_INFINITY);
const isEndedByParent = process.env.SSM_AUDIT_TEST_ENDED_BY === 'parent';
let steps = 0;
/** Whether statements count: a program that loads the library otherwise would only be killed between files. */
let isLoaded = false;

function step() {
  if (steps === endAt) end();
  steps += 1;
}

function end() {
  if (isEndedByParent) fs.writeSync(PARENT, 'end\n');
  else process.kill(process.pid, 'SIGKILL');
}

/** The same function, each call of which is a step. */
function counted(work) {
  return function (...values) {
    step();
    return work.apply(this, values);
  };
}

if (isMainThread) {
  step();
  fs.openSync = counted(fs.openSync);
  Module.syncBuiltinESMExports();
  const load = Module._load;
  Module._load = function (request, ...others) {
    const loaded = load.call(this, request, ...others);
    if (!LIBRARY.test(request)) return loaded;
    Module._load = load;
    for (const name of RUNS) loaded[name] = counted(loaded[name]);
    isLoaded = true;
    return loaded;
  };
  process.on('exit', () => fs.writeSync(PARENT, `steps ${isLoaded ? steps : 0}\n`));
}
