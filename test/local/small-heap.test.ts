import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = `
require('tsx/cjs');
const { keepGarbageSmall, keepHeapSmall } = require('./lib/local/small-heap');
if (process.argv[1] === 'small') keepHeapSmall();
if (process.argv[1] === 'tidy') keepGarbageSmall();
const held = Number(process.argv[2] ?? 1);
let batches = [];
let most = 0;
for (let nth = 0; nth < 400; nth += 1) {
  if (nth % held === 0) batches = [];
  batches.push(Array.from({ length: 4000 }, (_, index) => ({ index, text: String(nth * index) })));
  most = Math.max(most, process.memoryUsage().heapTotal);
}
process.stdout.write(String(most));
`;

/** The largest heap, in bytes, of a process that makes one batch of objects after another. */
function heapOf(...args: readonly string[]): number {
  const cwd = join(__dirname, '..', '..');
  return Number(execFileSync(process.execPath, ['-e', SCRIPT, ...args], { cwd, encoding: 'utf8' }));
}

it('holds less garbage than a process that V8 gives all the memory it likes, and leaves it as much as it needs', () => {
  expect(heapOf('small')).toBeLessThan(0.8 * heapOf());
});

it('holds less of what was held for a while', () => {
  expect(heapOf('small', '40')).toBeLessThan(0.5 * heapOf('', '40'));
});

it('lets garbage make up less where batches are held for a while', () => {
  expect(heapOf('tidy', '40')).toBeLessThan(0.9 * heapOf('', '40'));
});
