import { safeText } from '../../core/text/safe-text';
import type { ViewRow } from './story-days';
import type { StoryView } from './story-view';

/** Nothing is loaded and nothing runs: all that the page has is in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin-top: 1.6rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
td.time, td.ref { white-space: nowrap; font-family: ui-monospace, monospace }
td.ref { white-space: normal }
tr.under td.event { padding-left: 1.4rem }
tr.refused td.outcome { color: #b00020; font-weight: 600 }
tr.host, tr.names { opacity: 0.8 }
li, code { overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
@media print { body { max-width: none; margin: 0 } h2, tr { break-inside: avoid; break-after: auto } a { color: inherit } tr.host, tr.names { opacity: 1 } }
`;

/** A story as one HTML file without scripts, to be kept and printed. Text of a log is text in it, whatever it contains. */
export function renderStoryHtml(view: StoryView): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${inert(view.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${inert(view.title)}</h1>
<dl>
${view.facts.map(([label, text]) => `<dt>${inert(label)}</dt><dd>${inert(text)}</dd>`).join('\n')}
</dl>
${view.days.map(({ day, zone, rows }) => `<h2>${inert(`${day} (${zone})`)}</h2>\n${table(rows)}`).join('\n')}
${list(view.legend)}
${view.sections.map(({ title, lines }) => `<h2>${inert(title)}</h2>\n${list(lines)}`).join('\n')}
${view.pivots.length > 0 ? `<h2>next questions</h2>\n<pre>${view.pivots.map(inert).join('\n')}</pre>` : ''}
</body>
</html>
`;
}

function table(rows: readonly ViewRow[]): string {
  const titles = ['time', 'event', 'outcome', 'by', 'on what', 'ref'].map((title) => `<th scope="col">${title}</th>`);
  return `<table>\n<thead><tr>${titles.join('')}</tr></thead>\n<tbody>\n${rows.map(tableRow).join('\n')}\n</tbody>\n</table>`;
}

function tableRow({ time, mark, isUnder, eventName, outcome, isRefused, by, what, ref }: ViewRow): string {
  const classes = [...(isUnder ? ['under'] : []), ...(isRefused ? ['refused'] : []), ...(mark === '~' ? ['host'] : [])];
  const cells = [
    ['time', time],
    ['event', [isUnder ? '└' : '', mark, eventName].filter(Boolean).join(' ')],
    ['outcome', outcome],
    ['by', by],
    ['what', what.join(' ')],
    ['ref', ref],
  ];
  const attribute = classes.length > 0 ? ` class="${classes.join(' ')}"` : '';
  return `<tr${attribute}>${cells.map(([name, text = '']) => `<td class="${name}">${inert(text)}</td>`).join('')}</tr>`;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<ul>\n${lines.map((line) => `<li>${inert(line)}</li>`).join('\n')}\n</ul>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is text in HTML, in an attribute as well, on one line and in one direction. */
function inert(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
