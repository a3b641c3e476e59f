import fc from 'fast-check';
import { BrokenLogFileError } from '../../../lib/core/log-file/broken-log-file-error';
import { SOURCE_HINT } from '../../../lib/core/log-file/value-end';
import { ValueScanner } from '../../../lib/core/log-file/value-scanner';

/** How many generated texts are compared; FUZZ_RUNS=3000000 is for an evening. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);

/** Where a value ends or breaks, or 'unfinished'. */
type Outcome = { readonly end: number } | { readonly brokenAt: number } | 'unfinished';

describe('ValueScanner', () => {
  it.each([1, 2, 3, 4, 5, 63, 64, 65, 127, 128, 129])('tells which quote %i backslashes leave to close', (count) => {
    for (let indent = 0; indent < 130; indent += 1) {
      const text = `{"${' '.repeat(indent)}${'\\'.repeat(count)}"}"}`;
      expect(scanned([Buffer.from(text)])).toEqual(byHand(text));
    }
  });

  it.each(['\\x', '\\u', '\\\\\\x', '\n', '\\\n'])('breaks at %j in a string, wherever it stands', (wrong) => {
    for (let indent = 0; indent < 130; indent += 1) {
      const text = `{"${'x'.repeat(indent)}${wrong}":[]}`;
      expect(scanned([Buffer.from(text)])).toEqual(byHand(text));
    }
  });

  it('ends and breaks where a reading by hand does, however the text is cut', () => {
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
      if (end !== undefined) return { end: offset + end };
    } catch (error) {
      if (error instanceof BrokenLogFileError) return { brokenAt: error.offset };
      throw error;
    }
    offset += chunk.length;
  }
  return 'unfinished';
}

type State = 'outside' | 'string' | 'escape';

/** The same a byte at a time. Takes texts of ASCII. */
function byHand(text: string): Outcome {
  const open: string[] = [];
  let state: State | undefined = 'outside';
  for (const [at, byte] of [...text].entries()) {
    state = nextState(state, byte, open);
    if (state === undefined) return { brokenAt: at };
    if (state === 'outside' && open.length === 0) return { end: at + 1 };
  }
  return 'unfinished';
}

function nextState(state: State, byte: string, open: string[]): State | undefined {
  if (state === 'outside') return outside(byte, open);
  if (state === 'escape') return '"\\/bfnrtu'.includes(byte) ? 'string' : undefined;
  if (byte < ' ') return undefined;
  if (byte === '"') return 'outside';
  return byte === '\\' ? 'escape' : 'string';
}

function outside(byte: string, open: string[]): State | undefined {
  if (byte === '"') return 'string';
  if (byte === '{' || byte === '[') open.push(byte);
  const isClosing = byte === '}' || byte === ']';
  if (isClosing && open.pop() !== (byte === '}' ? '{' : '[')) return undefined;
  return '\t\n\r'.includes(byte) || (byte >= ' ' && !'\\Y_y\x7f'.includes(byte)) ? 'outside' : undefined;
}
