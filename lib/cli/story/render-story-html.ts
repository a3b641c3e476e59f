import { htmlPage, inert } from '../render/html-page';
import { MARKS, type ViewRow } from './story-days';
import type { StoryView } from './story-view';

const STYLE = `
td.time, td.ref { white-space: nowrap; font-family: ui-monospace, monospace }
td.ref { white-space: normal }
tr.under td.event { padding-left: 1.4rem }
tr.refused td.outcome { color: #b00020; font-weight: 600 }
tr.host, tr.names { opacity: 0.8 }
@media print { tr.host, tr.names { opacity: 1 } }
`;

/** A story as one HTML file without scripts, to be kept and printed. Text of a log is text in it, whatever it contains. */
export function renderStoryHtml(view: StoryView): string {
  return htmlPage(
    view.title,
    STYLE,
    `<h1>${inert(view.title)}</h1>
<dl>
${view.facts.map(([label, text]) => `<dt>${inert(label)}</dt><dd>${inert(text)}</dd>`).join('\n')}
</dl>
${view.days.map(({ day, zone, rows }) => `<h2>${inert(`${day} (${zone})`)}</h2>\n${table(rows)}`).join('\n')}
${list(view.legend)}
${view.sections.map(({ title, lines }) => `<h2>${inert(title)}</h2>\n${list(lines)}`).join('\n')}
${view.pivots.length > 0 ? `<h2>next questions</h2>\n<pre>${view.pivots.map(inert).join('\n')}</pre>` : ''}
`,
  );
}

function table(rows: readonly ViewRow[]): string {
  const titles = ['time', 'event', 'outcome', 'by', 'on what', 'ref'].map((title) => `<th scope="col">${title}</th>`);
  return `<table>\n<thead><tr>${titles.join('')}</tr></thead>\n<tbody>\n${rows.map(tableRow).join('\n')}\n</tbody>\n</table>`;
}

function tableRow({ time, mark, isUnder, eventName, outcome, isRefused, by, what, ref }: ViewRow): string {
  const others = mark === MARKS.host ? ['host'] : mark === MARKS.names ? ['names'] : [];
  const classes = [...(isUnder ? ['under'] : []), ...(isRefused ? ['refused'] : []), ...others];
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
