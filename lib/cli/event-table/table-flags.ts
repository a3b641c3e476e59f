import { type Command, InvalidArgumentError, Option } from 'commander';
import { EVENT_FIELDS, type EventField, type EventFieldName, fieldNames } from '../../contract/event-fields';
import { nearestText } from '../../core/text/nearest-text';
import { type LocalTimeFlag, withLocalTime } from '../render/local-time';
import { UsageError } from '../terminal/cli-error';
import type { OutputFlags } from '../terminal/output';
import type { TITLES } from './table-layout';

/** A column that somebody can choose: a field of an event, whose it is, which rules catch it, or what `show` takes for it. */
export type ChosenColumn = EventFieldName | 'who' | 'rules' | 'ref';

/** How a table of events is shown. */
export interface TableFlags extends LocalTimeFlag {
  readonly wide?: true;
  readonly columns?: readonly ChosenColumn[];
}

/** The columns that somebody can choose. */
const CHOOSABLE: readonly ChosenColumn[] = [
  ...fieldNames().filter((name) => !(EVENT_FIELDS[name] satisfies EventField as EventField).hidden),
  'who',
  'rules',
  'ref',
];

/** What the titles of the table that fits the screen stand for. */
const BY_TITLE: Readonly<Record<(typeof TITLES)[keyof typeof TITLES], ChosenColumn>> = {
  TIME: 'eventTime',
  EVENT: 'eventName',
  WHO: 'who',
  OUTCOME: 'outcome',
  'ON WHAT': 'resources',
  FROM: 'sourceIPAddress',
  REGION: 'awsRegion',
  ACCOUNT: 'recipientAccountId',
  REF: 'ref',
};

/** Columns by what somebody may call them, in small letters. */
const BY_NAME: ReadonlyMap<string, ChosenColumn> = new Map([
  ...CHOOSABLE.map((name) => [name.toLowerCase(), name] as const),
  ...Object.entries(BY_TITLE).map(([title, name]) => [title.toLowerCase(), name] as const),
]);

/** The columns of `--wide`: those of every table in their order, and then all others. */
export const ALL_COLUMNS: readonly ChosenColumn[] = [
  ...new Set<ChosenColumn>([
    'eventTime',
    'eventName',
    'actor',
    'outcome',
    'errorCode',
    'rules',
    'resources',
    'sourceIPAddress',
    'awsRegion',
    'recipientAccountId',
    ...CHOOSABLE.filter((name) => name !== 'who'),
  ]),
];

/** Letters in which a mistyped name of a column may differ. */
const MOST_LETTERS = 5;

/** Adds the flags of a table of events. */
export function withTableFlags(command: Command): Command {
  return withLocalTime(command)
    .option('--wide', 'in a table: every column, as wide as it is')
    .addOption(
      new Option(
        '--columns <names>',
        'in a table: these columns, by their titles or as fields of an event: time,who,userAgent',
      ).argParser(chosenColumns),
    )
    .hook('preAction', (_, command) => refuseWithoutTable(command.opts()));
}

function refuseWithoutTable({ output, wide, columns }: TableFlags & Partial<OutputFlags>): void {
  const given = [...(wide ? ['--wide'] : []), ...(columns ? ['--columns'] : [])];
  if (given[0] !== undefined && output !== 'table')
    throw new UsageError(`${given[0]} is given with --output ${output}: expected --output table`);
}

function chosenColumns(value: string, before: readonly ChosenColumn[] = []): readonly ChosenColumn[] {
  const names = value.split(',').map((name) => name.trim());
  return [...new Set([...before, ...names.map(chosenColumn)])];
}

function chosenColumn(name: string): ChosenColumn {
  const found = BY_NAME.get(name.toLowerCase().replace(/\s+/g, ' '));
  if (found) return found;
  const nearest = nearestText(name, [...CHOOSABLE, ...Object.keys(BY_TITLE)], MOST_LETTERS);
  throw new InvalidArgumentError(
    `'${name}' is no column${nearest === undefined ? '' : `: did you mean ${nearest}?`} Expected titles (${Object.keys(BY_TITLE).join(', ')}) or fields (${CHOOSABLE.join(', ')}), in any letter case.`,
  );
}
