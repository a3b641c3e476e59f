import { isIP } from 'node:net';
import { parseWhere } from '../../core/match/where';
import type { EventQuery } from '../../core/query/event-query';
import { narrows } from '../../core/query/query-filter';
import { readQueryTime } from '../../core/query/query-time';
import { UsageError } from '../terminal/cli-error';

/** The flags of `query` that say what is asked. */
export interface QueryFlags {
  readonly event?: readonly string[];
  readonly eventSource?: readonly string[];
  readonly principal?: readonly string[];
  readonly role?: readonly string[];
  readonly actor?: readonly string[];
  readonly resource?: readonly string[];
  readonly changed?: true;
  readonly eventId?: readonly string[];
  readonly error?: readonly string[];
  readonly denied?: true;
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly sourceIp?: readonly string[];
  readonly accessKey?: readonly string[];
  readonly writes?: true;
  /** False for `--no-agent`. */
  readonly agent: boolean;
  readonly related?: true;
  readonly quarantined?: true;
  readonly where?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly oldestFirst?: true;
  readonly record?: true;
}

/** The question that flags ask; `UsageError` and its like for what makes no sense. */
export function queryOf(flags: QueryFlags, now: Date): EventQuery {
  const query = {
    ...listsOf(flags),
    changed: flags.changed === true,
    denied: flags.denied === true,
    writes: flags.writes === true,
    noAgent: !flags.agent,
    related: flags.related === true,
    quarantined: flags.quarantined === true,
    ...timeRange(flags, now),
    limit: flags.limit === 0 ? Number.POSITIVE_INFINITY : flags.limit,
    oldestFirst: flags.oldestFirst === true,
    record: flags.record === true,
  };
  refuseMistakes(query);
  return query;
}

function listsOf(flags: QueryFlags) {
  return {
    eventNames: flags.event ?? [],
    eventSources: flags.eventSource ?? [],
    principals: flags.principal ?? [],
    roles: flags.role ?? [],
    actors: flags.actor ?? [],
    resources: flags.resource ?? [],
    eventIds: flags.eventId ?? [],
    errors: flags.error ?? [],
    accounts: flags.account ?? [],
    regions: flags.region ?? [],
    sourceAddresses: flags.sourceIp ?? [],
    accessKeys: flags.accessKey ?? [],
    where: (flags.where ?? []).map(parseWhere),
  };
}

/** Digits and dots, or colons: an address, a range of them, or a mistake. Names of services have letters. */
const LIKE_AN_ADDRESS = /^[\d./]+$|:/;

function refuseMistakes(query: EventQuery): void {
  const wrong = query.sourceAddresses.find((address) => LIKE_AN_ADDRESS.test(address) && isIP(address) === 0);
  if (wrong !== undefined) {
    throw new UsageError(
      `--source-ip '${wrong}' is no address: expected one IPv4 or IPv6 address, or the name of a service such as ssm.amazonaws.com; for a range use --where 'sourceIPAddress|cidr=203.0.113.0/24'`,
    );
  }
  if (query.changed && query.resources.length === 0) {
    throw new UsageError('--changed is given without --resource: expected the resource whose changes are asked for');
  }
  if (query.quarantined && narrows({ ...query, where: [] })) {
    throw new UsageError(
      '--quarantined is given with a flag on event fields: a record that could not be indexed has none; expected --where, --since and --until at most',
    );
  }
}

/** The window that flags ask for. `--since all` is no lower end; an empty window is an error, not an empty answer. */
export function timeRange(
  flags: { readonly since?: string; readonly until?: string },
  now: Date,
): { readonly since: string | undefined; readonly until: string | undefined } {
  const since = flags.since === undefined || flags.since === 'all' ? undefined : readQueryTime(flags.since, now);
  const until = flags.until === undefined ? undefined : readQueryTime(flags.until, now);
  if (since !== undefined && until !== undefined && since >= until) {
    throw new UsageError(
      `--since ${flags.since} is not before --until ${flags.until}: expected a window that holds time`,
    );
  }
  return { since, until };
}
