import { type EventNames, eventNames, type Nameable } from '../../core/names/event-names';
import type { NameLookup } from '../../core/names/names';
import type { AddedColumns } from '../render/answer';
import type { GivenNames } from './given-names';

/** The columns of names in CSV, and what each is the name of. */
const COLUMNS = {
  recipientAccountName: 'recipientAccount',
  callerAccountName: 'callerAccount',
  actorName: 'actor',
  sourceNetworkName: 'sourceNetwork',
} as const satisfies Readonly<Record<string, keyof EventNames>>;

/** Columns of names behind those of events in CSV. None without names, so that CSV is then the same for everybody. */
export function nameColumns<Row>(
  given: GivenNames | undefined,
  eventOf: (row: Row) => Nameable,
): { readonly added?: AddedColumns<Row> } {
  if (given === undefined) return {};
  const { names } = given;
  return { added: { fields: Object.keys(COLUMNS), valuesOf: (row) => namesOf(eventOf(row), names) } };
}

function namesOf(event: Nameable, names: NameLookup): readonly string[] {
  const found = eventNames(event, names);
  return Object.values(COLUMNS).map((name) => found[name] ?? '');
}

/** What a count of events may be of. */
interface Counted extends Nameable {
  readonly account?: string;
}

/** Columns of names behind those of counts in CSV. None without names. */
export function countColumns<Row>(
  given: GivenNames | undefined,
  countedOf: (row: Row) => Counted,
): { readonly added?: AddedColumns<Row> } {
  if (given === undefined) return {};
  const fields = ['accountName', 'actorName', 'sourceNetworkName'];
  const valuesOf = (row: Row) => {
    const { account, ...counted } = countedOf(row);
    const recipientAccountId = counted.recipientAccountId ?? account;
    const found = eventNames(
      { ...counted, ...(recipientAccountId !== undefined && { recipientAccountId }) },
      given.names,
    );
    return [found.recipientAccount ?? '', found.actor ?? '', found.sourceNetwork ?? ''];
  };
  return { added: { fields, valuesOf } };
}
