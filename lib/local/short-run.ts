import { setFlagsFromString } from 'node:v8';

/**
 * V8 optimizes code as soon as it is hot, which takes longer than a program gains by it that ends within a second. It also
 * begins with room for a megabyte of new objects, and looks for garbage whenever that is full. The two take a fifth of the
 * time of a question. Once the heap has doubled, it marks what is alive bit by bit, to be done before memory is short: a table
 * of 100 rows ends before that is of use, and pays a tenth of its time for it. Threads that look for garbage together take
 * longer, all told, than one alone. All are hints: what runs for long gets it all a little later, and memory that is full is
 * tidied as ever.
 */
const HINTS = [
  '--interrupt-budget=2000000',
  '--semi-space-growth-factor=16',
  '--no-incremental-marking',
  '--no-parallel-scavenge',
];

/**
 * Has V8 do for this process what suits one that mostly ends within a second. Call it once modules are loaded: V8 refuses
 * whatever code was compiled earlier, that of Node.js itself too, once its flags are others.
 */
export function expectShortRun(): void {
  for (const hint of HINTS) setFlagsFromString(hint);
}
