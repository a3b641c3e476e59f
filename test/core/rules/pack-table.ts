import { LEVELS, type Rule } from '../../../lib/core/rules/rule';

/** The header of the table of rules in docs/rules.md. */
export const TABLE_HEAD = [
  '| rule | level | ATT&CK | what it catches | what else it may be |',
  '|---|---|---|---|---|',
] as const;

/** The rows of the table: the highest level first, within a level by file name. A rule's `file` is its name. */
export function tableRows(rules: readonly Rule[]): readonly string[] {
  const severity = ({ level }: Rule) => LEVELS.indexOf(level);
  const sorted = [...rules].sort((a, b) => severity(b) - severity(a) || a.file.localeCompare(b.file, 'en'));
  return sorted.map(rowOf);
}

function rowOf(rule: Rule): string {
  const title = `[${rule.title}](../lib/core/rules/pack/${rule.file}.yml)`;
  const cells = [title, rule.level, techniquesOf(rule), rule.description ?? '', rule.falsepositives.join('; ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function techniquesOf({ tags }: Rule): string {
  const techniques = tags.flatMap((tag) => /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag)?.[1] ?? []);
  return techniques.map((technique) => technique.toUpperCase()).join(', ');
}
