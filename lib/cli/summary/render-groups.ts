import { eventNames, type Nameable } from '../../core/names/event-names';
import { namedText } from '../../core/names/named-text';
import type { InAccount } from '../../core/summary/apart-by-account';
import type { EventGroups, GroupField } from '../../core/summary/event-groups';
import type { GivenNames } from '../names/given-names';
import { countColumns } from '../names/name-columns';
import { namedAccount, namedAddress } from '../names/named-event';
import type { Answer } from '../render/answer';
import { UTC } from '../render/clock';
import { accountColumn, column, countTable, headline, idColumn, type SummaryStyle } from './count-table';

/** Lines that a table shows of the groups that were asked for. */
const TOP_GROUPS = 50;

/** Groups of events as an answer, one group a row. */
export function groupsAnswer(
  summary: EventGroups,
  fields: readonly GroupField[],
  { clock = UTC, names }: SummaryStyle = {},
): Answer<EventGroups['groups'][number]> {
  const named: readonly (GroupField | 'account')[] =
    accountColumn(summary.groups).length > 0 ? [...fields, 'account'] : fields;
  const columns = named.map((name) => (names && ID_COLUMNS.includes(name) ? idColumn(name) : column(name)));
  return {
    rows: summary.groups,
    fields: [...named, 'count', 'first', 'last'],
    ...countColumns<EventGroups['groups'][number]>(names, namable),
    document: summary,
    rowsAsLines: true,
    table: (groups, { width }) =>
      `${headline(summary, { width, clock, names }, clock.zone)}\n${countTable(groups, columns, (row) => named.map((name) => groupText(row, name, names)), width, TOP_GROUPS)}`,
  };
}

/** The columns of groups that have IDs which may have names. */
const ID_COLUMNS: readonly string[] = ['account', 'recipientAccountId', 'sourceIPAddress'];

function groupText(
  group: EventGroups['groups'][number],
  name: GroupField | 'account',
  names: GivenNames | undefined,
): string {
  const value = text(group[name]);
  if (name === 'account' || name === 'recipientAccountId') return namedAccount(value, names);
  if (name === 'sourceIPAddress') return namedAddress(value, names);
  return name === 'actor' && names ? namedText(value, eventNames(namable(group), names.names).actor) : value;
}

/** A group as names are looked up for: by its texts. */
function namable(group: EventGroups['groups'][number]): Nameable & InAccount {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => typeof value === 'string'));
}

function text(value: unknown): string {
  return value === undefined ? '-' : String(value);
}
