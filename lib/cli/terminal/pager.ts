import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { say, writeData } from './output';
import { muteProgress } from './progress-line';
import { rowsOf } from './terminal-size';

/** What shows long output if nobody says another program: ends by itself if all fits, keeps colours, leaves the screen as it is. */
const DEFAULT_PAGER = 'less -FRX';

/** The same for lines that are wider than the screen: wrapped they cannot be read, so that they are cut, and can be scrolled. */
const WIDE_PAGER = "less -RXS '-PsWider than the screen, arrow keys scroll right and left, q leaves'";

const OWN_PAGERS: readonly string[] = [DEFAULT_PAGER, WIDE_PAGER];

/** How long an output may take to fill the screen, in milliseconds. What comes more slowly is not held back. */
const WAIT_MS = 500;

/** Exit codes of a shell for a program that is not there or cannot be run. */
const NOT_RUN: readonly (number | null)[] = [126, 127];

/** Lets this process print everything itself. */
export function withoutPager(env: NodeJS.ProcessEnv): void {
  env['PAGER'] = '';
}

/**
 * Writes pieces of text for a person to stdout; through the pager if they are longer than the screen. Stops, and asks for no
 * further piece, if nobody reads the output any more.
 *
 * @param widthOf the terminal cells of a line without colours
 */
export async function writePaged(pieces: AsyncIterable<string>, widthOf: (line: string) => number): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  try {
    const pager = pagerOf(process.stdout, process.env);
    const rows = rowsOf(process.stdout);
    if (pager === undefined || rows === undefined) return await writeAll('', rest);
    const { columns } = process.stdout;
    const heightOf = (line: string) => Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / columns));
    const { text, height, isWide, isEnd, next } = await screenful(iterator, rows, heightOf);
    const further = isEnd ? none() : resumed(next, rest);
    if (height < rows) return await writeAll(text, further);
    const program = pager === DEFAULT_PAGER && isWide ? WIDE_PAGER : pager;
    if (!(await page(program, text, further))) await writeAll(text, further);
  } finally {
    await iterator.return?.();
  }
}

/** The program that shows long output; undefined if there is none, or stdout is not a terminal. */
function pagerOf({ isTTY }: NodeJS.WriteStream, env: NodeJS.ProcessEnv): string | undefined {
  if (!isTTY || env['TERM'] === 'dumb') return undefined;
  const asked = env['PAGER']?.trim();
  if (asked === '' || asked === 'cat') return undefined;
  return asked ?? (process.platform === 'win32' ? undefined : DEFAULT_PAGER);
}

/** What is written by then, and the piece that is still to come. */
interface Screenful {
  readonly text: string;
  /** The lines of the screen that it takes. */
  readonly height: number;
  /** Whether a line takes several of them. */
  readonly isWide: boolean;
  readonly isEnd: boolean;
  readonly next: Promise<IteratorResult<string>>;
}

/** Pieces until they are longer than the screen, until they end, or until they take too long. */
async function screenful(
  iterator: AsyncIterator<string>,
  rows: number,
  heightOf: (line: string) => number,
): Promise<Screenful> {
  const stop = new AbortController();
  const late = sleep(WAIT_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  let text = '';
  let height = 0;
  let isWide = false;
  let next = iterator.next();
  try {
    while (height < rows) {
      const got = await Promise.race([next, late]);
      if (got === undefined || got.done) return { text, height, isWide, isEnd: got?.done === true, next };
      const heights = got.value.split('\n').slice(0, -1).map(heightOf);
      text += got.value;
      height += heights.reduce((sum, each) => sum + each, 0);
      isWide ||= heights.some((each) => each > 1);
      next = iterator.next();
    }
    return { text, height, isWide, isEnd: false, next };
  } finally {
    stop.abort();
  }
}

async function* resumed(next: Promise<IteratorResult<string>>, rest: AsyncIterable<string>): AsyncGenerator<string> {
  const got = await next;
  if (got.done) return;
  yield got.value;
  yield* rest;
}

async function* none(): AsyncGenerator<string> {}

async function writeAll(text: string, rest: AsyncIterable<string>): Promise<void> {
  if (text !== '' && !(await writeData(text))) return;
  for await (const piece of rest) if (!(await writeData(piece))) return;
}

/** Shows text in the pager, until it or the text ends. Gives false if the pager could not be run, and has shown nothing. */
async function page(pager: string, text: string, rest: AsyncIterable<string>): Promise<boolean> {
  muteProgress();
  const child = spawn(pager, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
  const ended = Promise.race([once(child, 'exit'), once(child, 'error').then(() => NOT_RUN)]);
  // Ctrl-C is for the pager: this process ends when the person leaves it.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    await feed(child, text, rest, ended);
    const [code, signal] = await ended;
    if (NOT_RUN.includes(code)) {
      if (!OWN_PAGERS.includes(pager))
        say(`ssm-audit: the pager '${pager}' cannot be run: check PAGER, or use --no-pager`);
      return false;
    }
    if (signal !== 'SIGINT' && (signal || code !== 0)) {
      say(
        `ssm-audit: the pager '${pager}' ended with ${signal ?? `code ${code}`}, and may have shown less: use --no-pager`,
      );
    }
    return true;
  } finally {
    process.off('SIGINT', ignore);
  }
}

/** Hands text over until the pager reads no more. Whoever leaves it does not wait for the rest of a long answer. */
async function feed(
  { stdin }: ChildProcess,
  text: string,
  rest: AsyncIterable<string>,
  ended: Promise<unknown>,
): Promise<void> {
  if (!stdin) return;
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  stdin.on('error', close);
  void ended.then(close);
  const write = (piece: string) => new Promise<void>((resolve) => stdin.write(piece, () => resolve()));
  await Promise.race([write(text), ended]);
  // A shell that finds no program ends at once: nothing further is taken from the answer then.
  await Promise.race([sleep(RUNS_MS), ended]);
  if (isOpen) {
    for await (const piece of rest) {
      if (!isOpen) break;
      await Promise.race([write(piece), ended]);
      if (!isOpen) break;
    }
  }
  stdin.end();
}

/** After so many milliseconds a pager is there. */
const RUNS_MS = 300;
