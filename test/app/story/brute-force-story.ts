import type { AuditEvent } from '../../../lib/core/event/audit-event';

const MINUTE = 60_000;
const MADE = ['session', 'command', 'automation', 'accessRequest'];

/** What a story of a session or of a key has to be, by looking at every event there is, one rule after the other. */
export interface BruteForceStory {
  readonly since: number;
  readonly end: number;
  readonly isRecorded: boolean;
  /** IDs of events, in the order of time and ID. */
  readonly rows: readonly string[];
  /** IDs of decryptions, each with the read that it lies under. */
  readonly under: ReadonlyMap<string, string>;
}

/** The story of a session whose start is among the events. */
export function storyOfSession(events: readonly AuditEvent[], sessionId: string): BruteForceStory | undefined {
  const sorted = [...events].sort(inOrder);
  const named = sorted.filter((event) => names(event, sessionId) && event.outcome === 'success');
  const start = named.find(({ eventName }) => eventName === 'StartSession');
  if (start === undefined) return undefined;
  const isOwn = (event: AuditEvent) =>
    event.userIdentityArn === start.userIdentityArn || (names(event, sessionId) && event.agent !== true);
  const terminated = named.find((event) => event.eventName === 'TerminateSession' && time(event) >= time(start));
  const resumed = named.filter(({ eventName }) => eventName === 'ResumeSession').map(time);
  const end = terminated ? time(terminated) : quietAfter(time(start), sorted.filter(isOwn), resumed);
  return whole(sorted, start.userIdentityArn, isOwn, time(start) - 5 * MINUTE, end, terminated !== undefined);
}

/** The story of an access key, told from the newest event that it signed. */
export function storyOfKey(events: readonly AuditEvent[], key: string): BruteForceStory | undefined {
  const sorted = [...events].sort(inOrder);
  const newest = sorted.filter(({ accessKeyId, related, agent }) => accessKeyId === key && !related && !agent).at(-1);
  if (newest === undefined) return undefined;
  const arn = newest.userIdentityArn;
  const chain = sorted.filter((event) => event.userIdentityArn === arn && event.accessKeyId === key);
  const start = quietBefore(time(newest), chain);
  const end = quietAfter(start, chain);
  const isOwn = (event: AuditEvent) => event.userIdentityArn === arn || (event.accessKeyId === key && !event.agent);
  return whole(sorted, arn, isOwn, start - 5 * MINUTE, end, false);
}

function whole(
  sorted: readonly AuditEvent[],
  arn: string,
  isOwn: (event: AuditEvent) => boolean,
  since: number,
  end: number,
  isRecorded: boolean,
): BruteForceStory {
  const inWindow = sorted.filter((event) => time(event) >= since && time(event) <= end);
  const done = inWindow.filter(({ userIdentityArn, outcome }) => userIdentityArn === arn && outcome === 'success');
  const resources = done.flatMap((event) => event.resources);
  const made = resources.filter(({ kind, relation }) => relation === 'creates' && MADE.includes(kind));
  const hosts = resources.filter(({ kind, relation }) => kind === 'instance' && relation === 'target');
  const rows = inWindow.filter(
    (event) =>
      isOwn(event) ||
      (event.agent !== true && (made.some(({ id }) => names(event, id)) || hosts.some(({ id }) => id === event.actor))),
  );
  const under = new Map<string, string>();
  for (const decryption of rows.filter(({ eventName }) => eventName === 'Decrypt')) {
    const read = rows.filter((row) => isReadOf(row, decryption)).at(-1);
    if (read) under.set(decryption.eventID, read.eventID);
  }
  return { since, end, isRecorded, rows: rows.map(({ eventID }) => eventID), under };
}

function isReadOf(row: AuditEvent, decryption: AuditEvent): boolean {
  const [parameter] = decryption.resources;
  const distance = time(decryption) - time(row);
  return (
    /^GetParameter/.test(row.eventName) &&
    row.userIdentityArn === decryption.userIdentityArn &&
    (row.outcome === 'success' || decryption.outcome !== 'success') &&
    distance >= 0 &&
    distance <= 1_000 &&
    row.resources.some(
      ({ id, kind }) =>
        id === parameter?.id || (kind === 'parameterPath' && parameter?.id.startsWith(id === '/' ? '/' : `${id}/`)),
    )
  );
}

/** Over a gap before a call that resumed it, a session goes on. */
function quietAfter(start: number, rows: readonly AuditEvent[], resumed: readonly number[] = []): number {
  let last = start;
  for (const row of rows.filter((each) => each.agent !== true && time(each) >= start)) {
    const isResumed =
      resumed.some((each) => each >= time(row)) || resumed.some((each) => time(row) - each <= 30 * MINUTE);
    const isQuiet = time(row) - last > 30 * MINUTE && !isResumed;
    if (isQuiet || time(row) - start > 24 * 60 * MINUTE) break;
    last = time(row);
  }
  return last;
}

function quietBefore(anchor: number, rows: readonly AuditEvent[]): number {
  let first = anchor;
  for (const row of rows.filter((each) => each.agent !== true && time(each) <= anchor).reverse()) {
    if (first - time(row) > 30 * MINUTE || anchor - time(row) > 24 * 60 * MINUTE) break;
    first = time(row);
  }
  return first;
}

function names({ resources }: AuditEvent, thing: string): boolean {
  return resources.some(({ id }) => id === thing);
}

function time({ eventTime }: AuditEvent): number {
  return Date.parse(eventTime);
}

function inOrder(one: AuditEvent, other: AuditEvent): number {
  const [a, b] = [one, other].map(({ eventTime, eventID, eventName }) => `${eventTime}#${eventID}#${eventName}`);
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
