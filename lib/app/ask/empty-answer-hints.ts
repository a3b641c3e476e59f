import { distance } from 'fastest-levenshtein';
import type { EventQuery } from '../../core/query/event-query';
import { partitionBase, QUARANTINE_PARTITION } from '../../core/rows/event-keys';
import type { EventReader } from '../ports/event-reader';

/** How many letters may differ for a name to be suggested. */
const NEAR = 5;

/** Letters of a name that are compared: real ones have at most 60. */
const MAX_NAME = 100;

/** What may stand in a suggested command: a name that a log holds must not become one of its own. */
const PASTABLE = /^\w+$/;

const ACCOUNT_ID = /^\d{12}$/;

/** A role's ARN, which is no session's. */
const ROLE_ARN = /^arn:[^:]*:iam::[^:]*:role\//;

/** What may help somebody whose question found nothing. */
export async function emptyAnswerHints(reader: EventReader, query: EventQuery): Promise<readonly string[]> {
  const catalogue = query.eventNames.length > 0 ? await reader.catalogue('') : [];
  return [
    ...query.eventNames.flatMap((name) => nameHint(name, catalogue)),
    ...query.accounts.filter((id) => !ACCOUNT_ID.test(id)).map(accountHint),
    ...query.principals.filter((arn) => ROLE_ARN.test(arn)).map(roleHint),
  ];
}

function nameHint(name: string, catalogue: readonly string[]): readonly string[] {
  const names = [...new Set(catalogue.map((partition) => partition.replace(/#\d+$/, '')))];
  if (names.includes(partitionBase(name))) return [];
  const nearest = names
    .filter((known) => known !== QUARANTINE_PARTITION && PASTABLE.test(known))
    .map((known) => ({ known, far: distance(known.toLowerCase(), name.slice(0, MAX_NAME).toLowerCase()) }))
    .sort((left, right) => left.far - right.far)[0];
  const unknown = `no event named '${name}' has been indexed`;
  return [nearest && nearest.far <= NEAR ? `${unknown}; did you mean --event ${nearest.known}?` : unknown];
}

function accountHint(id: string): string {
  return `--account ${id}: account IDs have twelve digits`;
}

function roleHint(arn: string): string {
  return `${arn} is a role: calls are made by its sessions; did you mean --role ${arn}?`;
}
