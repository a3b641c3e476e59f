import fc from 'fast-check';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';
import { ValueScanner } from '../../../lib/core/log-file/value-scanner';
import { traitsOf } from '../../../lib/core/log-file/value-traits';

/** How many generated texts are compared; FUZZ_RUNS=3000000 is for an evening. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 600);

/** Where a value ends or breaks, or 'unfinished'; of one that ends, where its first flaw is. */
type Outcome =
  | { readonly end: number; readonly flawAt: number | undefined }
  | { readonly brokenAt: number }
  | 'unfinished';

describe('ValueScanner', () => {
  it.each([1, 2, 3, 4, 5, 63, 64, 65, 127, 128, 129])('tells which quote %i backslashes leave to close', (count) => {
    for (let indent = 0; indent < 130; indent += 1) {
      const text = `{"${' '.repeat(indent)}${'\\'.repeat(count)}"}"}`;
      expect(scanned([Buffer.from(text)])).toEqual(byHand(text));
    }
  });

  it.each(['\\x', '\\u', '\\u12G4', '\\\\\\x', '\n', '\\\n'])(
    'tells the flaw %j of a string, wherever it stands',
    (wrong) => {
      for (let indent = 0; indent < 130; indent += 1) {
        const text = `{"${'x'.repeat(indent)}${wrong}":[]}`;
        const outcome = scanned([Buffer.from(text)]);
        expect(outcome).toEqual(byHand(text));
        expect(outcome).toMatchObject({ end: text.length, flawAt: expect.any(Number) });
      }
    },
  );

  it('ends, breaks and has its flaw where a reading by hand says, however the text is cut', () => {
    fc.assert(
      fc.property(texts(), fc.array(fc.nat(), { maxLength: 4 }), (text, cuts) => {
        const bytes = Buffer.from(text);
        const places = [0, ...cuts.map((cut) => cut % bytes.length).sort((one, other) => one - other), bytes.length];
        const chunks = places.slice(1).map((place, index) => bytes.subarray(places[index], place));
        expect(scanned(chunks)).toEqual(byHand(text));
      }),
      { numRuns: RUNS, seed: 3 },
    );
  });
});

function texts(): fc.Arbitrary<string> {
  const piece = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      '"',
      '"',
      '"',
      '\\',
      '\\"',
      '\\\\',
      '\\n',
      '\\u0022',
      '\\u00g2',
      '\\x',
      ',',
      ':',
      ' ',
      '\n',
      '\u0001',
      'Y',
      '_',
    ],
    ...['"a.com"', '"eventSource":"ssm.amazonaws.com"', '{"a":[', ']}', '"":{}', 'x'.repeat(50), 'x'.repeat(64)],
  );
  return fc.array(piece, { maxLength: 40 }).map((pieces) => `{${pieces.join('')}`);
}

function scanned(chunks: readonly Buffer[]): Outcome {
  const scanner = new ValueScanner();
  scanner.begin();
  let offset = 0;
  for (const chunk of chunks) {
    scanner.load(chunk, offset);
    try {
      const end = scanner.scan(0, SOURCE_HINT.other);
      if (end !== undefined) return { end: offset + end, flawAt: flawOf(chunks, offset + end, scanner) };
    } catch (error) {
      if (error instanceof BrokenLogFileError) return { brokenAt: error.offset };
      throw error;
    }
    offset += chunk.length;
  }
  return 'unfinished';
}

/** The flaw of a value in several chunks is asked for when it is whole. */
function flawOf(chunks: readonly Buffer[], end: number, scanner: ValueScanner): number | undefined {
  const { flawAt } = traitsOf(Buffer.concat(chunks).subarray(0, end));
  if (chunks.length === 1) expect(scanner.traits.flawAt).toBe(flawAt);
  return flawAt;
}

type State = 'outside' | 'string' | 'escape';

/** The same a byte at a time. Takes texts of ASCII. */
function byHand(text: string): Outcome {
  const open: string[] = [];
  let state: State = 'outside';
  let flawAt: number | undefined;
  for (const [at, byte] of [...text].entries()) {
    if (state === 'outside' && !follows(byte, open)) return { brokenAt: at };
    if (isFlaw(state, byte, text.slice(at))) flawAt ??= at;
    state = nextState(state, byte);
    if (state === 'outside' && open.length === 0) return { end: at + 1, flawAt };
  }
  return 'unfinished';
}

function nextState(state: State, byte: string): State {
  if (state === 'escape') return 'string';
  if (byte === '"') return state === 'string' ? 'outside' : 'string';
  return state === 'string' && byte === '\\' ? 'escape' : state;
}

/** Whether the structure goes on over a byte outside of strings. */
function follows(byte: string, open: string[]): boolean {
  if (byte === '{' || byte === '[') open.push(byte);
  const isClosing = byte === '}' || byte === ']';
  return byte !== '\\' && (!isClosing || open.pop() === (byte === '}' ? '{' : '['));
}

function isFlaw(state: State, byte: string, rest: string): boolean {
  if (state === 'escape') return !/^(?:["\\/bfnrt]|u[0-9a-f]{4})/i.test(rest) || /^[BFNRTU]/.test(rest);
  if (byte < ' ') return state === 'string' || !'\t\n\r'.includes(byte);
  return state === 'outside' && 'Y_y\x7f'.includes(byte);
}
