// Runs a program's script as `bin/ssm-audit` does, with the usual commands on the log files of a folder, and writes what
// V8 has compiled by then: node run-for-code.cjs SCRIPT FOLDER CODE
const { readFileSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');

// V8 refuses code that was made under other flags than a program starts with, and `ingest` changes some while it runs.
v8.setFlagsFromString = () => undefined;

const [filename, folder, code] = process.argv.slice(2);
const script = scriptOf(filename);
const { main } = script.runInThisContext()(require, wholeProgram);

/** Fills the store for a script that has no `ingest`. */
function wholeProgram() {
  return scriptOf(join(dirname(filename), 'local-program.cjs')).runInThisContext()(require);
}

function scriptOf(path) {
  return new Script(readFileSync(path, 'latin1'), { filename: path });
}

const COMMANDS = [
  ['ingest', folder],
  ['status'],
  ['query', '--actor', 'jane', '--limit', '100', '--output', 'ndjson'],
  ['query', '--no-agent', '--writes', '--output', 'table'],
  ['query', '--output', 'table'],
  ['query', '--where', 'requestParameters.name=/app/prod/db', '--denied', '--output', 'ndjson'],
  ['summary', '--since', 'all', '--output', 'table'],
];

async function run() {
  for (const words of COMMANDS) {
    await main([...words, '--local', join(folder, 'store')]);
    if (process.exitCode) throw new Error(`${words.join(' ')} ended with ${process.exitCode}`);
  }
  writeFileSync(code, script.createCachedData());
}

run();
