import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { LOCAL_PROGRAMS } from '../../scripts/local-program-bundle';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** Loads the program as `bin/ssm-audit` does, under the flags of a plain start, and says whether V8 refuses its code. */
const LOADS = `
const { readFileSync } = require('node:fs');
const { Script } = require('node:vm');
const [filename, code] = process.argv.slice(1);
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: readFileSync(code) });
process.stdout.write(String(script.cachedDataRejected));`;

it.each(LOCAL_PROGRAMS)('V8 takes the code that the build left of %s', (name) => {
  const files = [`${name}.cjs`, `${name}.code`].map((file) => join(PROJECT_ROOT, 'dist', file));
  expect(execFileSync(process.execPath, ['-e', LOADS, ...files], { encoding: 'utf8' })).toBe('false');
});
