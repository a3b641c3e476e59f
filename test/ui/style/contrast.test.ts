import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const TOKENS = readFileSync(join(__dirname, '../../../lib/ui/style/tokens.css'), 'utf8');

type Colours = ReadonlyMap<string, string>;

/** The colours of each theme; the dark one has those of the light one that it does not change. */
const [LIGHT, DARK] = themes();

function themes(): readonly [Colours, Colours] {
  const [light = '', dark = ''] = TOKENS.split(':root[data-theme="dark"]');
  const colours = (text: string) =>
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour] as const);
  return [new Map(colours(light)), new Map([...colours(light), ...colours(dark)])];
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio (WCAG 2.2), from 1 to 21. */
function contrast(colours: Colours, one: string, other: string): number {
  const [low = 0, high = 0] = [one, other].map((name) => luminance(colours.get(name) ?? '')).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** What text is written in, on what it stands. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ['text', ['back', 'raised', 'chosen', 'warn-back', 'bad-back']],
  ['muted', ['back', 'raised', 'warn-back', 'bad-back']],
  ['link', ['back', 'raised', 'warn-back', 'bad-back']],
  ['on-link', ['link']],
  ...['denied', 'throttled', 'failed', 'high', 'medium', 'low', 'informational'].map(
    (name) => [name, ['back', 'raised']] as const,
  ),
  ['back', ['critical']],
];

/** What is drawn, and what shows where the focus or an edge is. */
const DRAWN: readonly (readonly [string, readonly string[]])[] = [
  ...['success', 'denied', 'throttled', 'failed'].map((name) => [name, ['back', 'raised', 'chosen']] as const),
  ['focus', ['back', 'raised', 'chosen', 'warn-back', 'bad-back']],
  ['edge', ['back', 'raised']],
  ['warn-edge', ['warn-back', 'back']],
  // The patterns that tell outcomes apart, on the bars.
  ['pattern', ['denied', 'throttled', 'failed']],
];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('in the %s theme', (_, colours) => {
  const tooWeak = (pairs: typeof TEXTS, least: number) =>
    pairs.flatMap(([one, others]) =>
      others
        .filter((other) => !(contrast(colours, one, other) >= least))
        .map((other) => `${one} on ${other}: ${contrast(colours, one, other).toFixed(2)}`),
    );

  it('text has a contrast of 4.5 to 1 at least', () => expect(tooWeak(TEXTS, 4.5)).toEqual([]));

  it('bars, edges and the focus have a contrast of 3 to 1 at least', () => expect(tooWeak(DRAWN, 3)).toEqual([]));
});

it('every colour of the tokens is judged, but for lines that only part rows', () => {
  const judged = new Set([...TEXTS, ...DRAWN].flatMap(([one, others]) => [one, ...others]));
  expect([...LIGHT.keys()].filter((name) => !judged.has(name))).toEqual(['line']);
});

it('style sheets take colours from the tokens alone, but for shadows', () => {
  const folder = join(__dirname, '../../../lib/ui/style');
  const sheets = ['base', 'events', 'pages', 'parts', 'print', 'shell'].map((name) =>
    readFileSync(join(folder, `${name}.css`), 'utf8'),
  );
  const colours = sheets.flatMap((sheet) => sheet.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|oklch)a?\([^)]*\)/gi) ?? []);
  expect([...new Set(colours)].filter((colour) => !colour.startsWith('rgb(0 0 0 /'))).toEqual([]);
});
