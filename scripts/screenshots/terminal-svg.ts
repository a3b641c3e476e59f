import stringWidth from 'string-width';
import { ansiSpans, type Span } from './ansi-spans';

/** What a screenshot shows. */
export interface Shot {
  /** The command, as somebody types it. */
  readonly command: string;
  /** What it printed, with the escape sequences of its colours. */
  readonly output: string;
  readonly columns: number;
}

/** Pixels of a terminal cell, and around the text. */
const CELL = { width: 8.4, height: 19 };
const PADDING = 16;
const BAR = 30;
const BASELINE = 14;

/** A terminal, light or dark as its reader has it. Contrast is 4.5 to 1 at least (WCAG 2.2, 1.4.3). */
const STYLE = `
    text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; }
    .back { fill: #ffffff; stroke: #d1d9e0; } .dot { fill: #d1d9e0; }
    .bold { font-weight: 700; } .dim { fill: #59636e; } .underline { text-decoration: underline; } .gray { fill: #59636e; }
    .red { fill: #b3261e; } .green { fill: #116329; } .yellow { fill: #7d4e00; } .blue { fill: #0550ae; } .magenta { fill: #8250df; } .cyan { fill: #0b6470; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; } .back { fill: #0d1117; stroke: #3d444d; } .dot { fill: #3d444d; } .dim, .gray { fill: #9198a1; }
      .red { fill: #ff7b72; } .green { fill: #7ee787; } .yellow { fill: #f2cc60; } .blue { fill: #79c0ff; } .magenta { fill: #d2a8ff; } .cyan { fill: #76e3ea; }
    }`;

/** A terminal with a command and its output, as SVG. The same input gives the same bytes. */
export function terminalSvg({ command, output, columns }: Shot): string {
  const lines = [`\u001b[1m$ ${command}\u001b[22m`, ...output.trimEnd().split('\n')].flatMap((line) =>
    terminalRows(ansiSpans(line), columns),
  );
  const width = Math.ceil(columns * CELL.width) + 2 * PADDING;
  const height = BAR + lines.length * CELL.height + PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">
  <title id="title">${escaped(command)}</title>
  <desc id="desc">What the command prints in a terminal of ${columns} columns:
${escaped(plainText(output))}</desc>
  <style>${STYLE}
  </style>
  <rect class="back" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
  ${[0, 1, 2].map((index) => `<circle class="dot" cx="${PADDING + 5 + index * 16}" cy="${BAR / 2 + 1}" r="5"/>`).join('')}
${lines.map(lineOf).join('')}</svg>
`;
}

/** Text without the escape sequences of colours. */
export function plainText(output: string): string {
  const lines = output.trimEnd().split('\n');
  return lines
    .map((line) =>
      ansiSpans(line)
        .map(({ text }) => text)
        .join(''),
    )
    .join('\n');
}

/** A line as a terminal breaks it, whatever it cuts in two. */
function terminalRows(spans: readonly Span[], columns: number): readonly (readonly Span[])[] {
  const rows: Span[][] = [[]];
  let used = 0;
  for (const { text, styles } of spans) {
    for (const character of text) {
      const cells = stringWidth(character);
      if (used + cells > columns) rows.push([]);
      used = used + cells > columns ? cells : used + cells;
      const row = rows.at(-1) ?? [];
      const last = row.at(-1);
      if (last?.styles === styles) row[row.length - 1] = { text: last.text + character, styles };
      else row.push({ text: character, styles });
    }
  }
  return rows;
}

/** Words with single blanks between them: wider gaps would be lost where a reader folds blanks. */
const PHRASE = /\S+(?: \S+)*/gu;

/** One line. The place and length of each phrase are fixed, so that columns stand below each other in any font. */
function lineOf(spans: readonly Span[], row: number): string {
  const y = BAR + row * CELL.height + BASELINE;
  let cells = 0;
  return spans
    .map((span) => {
      const at = cells;
      cells += stringWidth(span.text);
      return spanAt(span, at, y);
    })
    .join('');
}

function spanAt({ text, styles }: Span, cell: number, y: number): string {
  const kind = styles.length === 0 ? '' : ` class="${styles.join(' ')}"`;
  const phrases = [...text.matchAll(PHRASE)].map(({ 0: phrase, index }) => {
    const x = (PADDING + (cell + stringWidth(text.slice(0, index))) * CELL.width).toFixed(1);
    const length = (stringWidth(phrase) * CELL.width).toFixed(1);
    return `  <text${kind} x="${x}" y="${y}" textLength="${length}" lengthAdjust="spacingAndGlyphs">${escaped(phrase)}</text>\n`;
  });
  return phrases.join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is nothing but text in XML: no tag, no entity, and no character that XML has none for. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(/[^\P{Cc}\n\t]/gu, '');
}
