import { CONDITION_NAMES, CONDITIONS } from '../../core/query/conditions';

/** The flags of every command by what they are about, in the order in which help shows them. */
const GROUPS: readonly (readonly [heading: string, flags: readonly string[]])[] = [
  ['What to look for:', [...conditionFlags(), '--not', '--agent', '--path', '--session', '--quarantined']],
  ['When:', ['--since', '--until', '--during', '--follow']],
  ['Where to look:', ['--local', '--stack', '--stack-region', '--profile', '--logs', '--keys']],
  ['Rules:', ['--rule', '--rules', '--config']],
  [
    'How to show it:',
    [
      '--output',
      '--limit',
      '--oldest-first',
      '--by',
      '--by-day',
      '--by-resource',
      '--record',
      '--wide',
      '--columns',
      '--local-time',
      '--names',
      '--no-names',
      '--no-pager',
      '--bom',
      '--strict',
      '--explain',
    ],
  ],
];

/** The heading under which help shows a flag. Undefined for a flag of one command alone. */
export function headingOf(flag: string): string | undefined {
  return GROUPS.find(([, flags]) => flags.includes(flag))?.[0];
}

/** The place of a flag's group: those of one command alone come first, because they are what it is for. */
export function groupRank(flag: string): number {
  return GROUPS.findIndex(([, flags]) => flags.includes(flag));
}

function conditionFlags(): readonly string[] {
  return CONDITION_NAMES.map((name) => CONDITIONS[name].flag.split(' ')[0] ?? '');
}
