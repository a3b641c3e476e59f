import { safeText } from '../../core/text/safe-text';
import type { ViewRow } from './story-days';
import type { StoryView } from './story-view';

/** What Markdown, or HTML within it, gives a meaning. A leading backslash takes it away. */
const MEANINGFUL = /[\\`*_{}[\]()#+\-.!|<>&~$:]/g;

/**
 * What GitHub makes a link or a mention of, whether or not a backslash is before the sign: it looks for addresses in the text
 * that is left when backslashes are gone (GitHub Flavored Markdown, autolinks). Nothing is looked for in code.
 */
const ADDRESS = /([^\s\\`|]*@[^\s\\`|]*)/;

/** A story as Markdown: text of a log has no meaning in it, links and HTML included. */
export function renderStoryMarkdown(view: StoryView): string {
  const lines = [
    `# ${inert(view.title)}`,
    '',
    ...view.facts.map(([label, text]) => `- **${label}**: ${inert(text)}`),
    ...view.days.flatMap(({ day, zone, rows }) => [
      '',
      `## ${day} (${zone})`,
      '',
      '| time | event | outcome | by | on what | ref |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows.map(rowLine),
    ]),
    ...(view.legend.length > 0 ? ['', ...view.legend.map((line) => `- ${inert(line)}`)] : []),
    ...view.sections.flatMap(({ title, lines }) => [
      '',
      `## ${inert(title)}`,
      '',
      ...lines.map((line) => `- ${inert(line)}`),
    ]),
    ...(view.pivots.length > 0
      ? ['', '## next questions', '', fence(view.pivots), ...view.pivots.map(safeText), fence(view.pivots)]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function rowLine({ time, mark, isUnder, eventName, outcome, by, what, ref }: ViewRow): string {
  const event = [isUnder ? '└' : '', mark, eventName].filter(Boolean).join(' ');
  return `| ${[time, event, outcome, by, what.join(' '), ref].map(inert).join(' | ')} |`;
}

function inert(text: string): string {
  const parts = safeText(text).split(ADDRESS);
  return parts.map((part, at) => (at % 2 === 1 ? `\`${part}\`` : part.replace(MEANINGFUL, '\\$&'))).join('');
}

/** A fence longer than any within the text, which would end it. */
function fence(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  return '`'.repeat(longest + 1);
}
