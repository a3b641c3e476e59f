import { safeLines } from '../../../lib/cli/extract/safe-lines';

/** C1 controls (CSI and OSC among them), DEL, overrides of direction, isolates, zero widths, a tag, separators of lines. */
const HOSTILE = [
  '\u009b31m',
  '\u009d0;title',
  '\u0085',
  '\u007f',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u{e0041}',
  '\u2028',
];

describe('safeLines', () => {
  it('escapes what a terminal obeys or hides, and leaves the same JSON on the same lines', () => {
    const lines = HOSTILE.map((text) => JSON.stringify({ userAgent: `a${text}b` })).join('\n');
    const safe = safeLines(Buffer.from(`${lines}\n`)).toString();
    expect(safe).toMatch(/^[\n -~]*$/);
    expect(
      safe
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line).userAgent),
    ).toEqual(HOSTILE.map((text) => `a${text}b`));
  });

  it('leaves all other text as it is', () => {
    const lines = '{"a":"é 漢 🙂 \\u001b \\n"}\n{}\n';
    expect(safeLines(Buffer.from(lines)).toString()).toBe(lines);
  });
});
