import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Keeps what it makes, by code that is hot for a few milliseconds. */
const SCRIPT = `
require('tsx/cjs');
const { expectShortRun } = require('./lib/local/short-run');
if (process.argv[1] === 'short') expectShortRun();
process.stdout.write('begins');
const kept = [];
const make = (index) => kept.push({ index, texts: [String(index), String(index + 1)], room: new Array(150).fill(0) });
for (let index = 0; index < 20000; index += 1) make(index);
`;

/** How often V8 says something of a process, once its work begins. */
function toldOf(...args: readonly string[]): Readonly<Record<'optimized' | 'scavenged' | 'markedEarly', number>> {
  const options = { cwd: join(__dirname, '..', '..'), encoding: 'utf8' } as const;
  const told = execFileSync(process.execPath, ['--trace-opt', '--trace-gc', '-e', SCRIPT, ...args], options);
  const [, work = ''] = told.split('begins');
  const times = (text: RegExp) => work.match(text)?.length ?? 0;
  return {
    optimized: times(/completed optimizing/g),
    scavenged: times(/Scavenge/g),
    markedEarly: times(/since start of marking/g),
  };
}

it('has V8 neither optimize code nor look for garbage again and again, nor before memory is full', () => {
  const [plain, short] = [toldOf(), toldOf('short')];
  expect(plain.optimized).toBeGreaterThan(0);
  expect(short.optimized).toBe(0);
  expect(short.scavenged).toBeLessThan(plain.scavenged);
  expect(plain.markedEarly).toBeGreaterThan(0);
  expect(short.markedEarly).toBe(0);
});
