import type { ResourceKind } from '../../core/resources/resource';
import type { StoredEvent } from '../../core/rows/stored-event';
import { readAddress } from '../../core/text/ip-address';
import { shellWord } from '../../core/text/shell-word';

/** Minutes before and after an event that are asked for around it. */
const AROUND_MINUTES = 10;

/** Things that tell most of what belongs together, the narrowest first; each is asked about. */
const TOLD_BY: readonly ResourceKind[] = ['session', 'command', 'automation', 'instance'];

/** Where nothing of these is named, one thing is asked about, by how the call relates to it. */
const IMPLIED = 'implied';

/** The flags of the next questions about an event: same key, address, role, actor, things and name, and around that time. */
export function pivots(event: StoredEvent): readonly string[] {
  const { accessKeyId, sourceIPAddress, roleArn, actor, userIdentityArn, eventName, eventTime } = event;
  const isAddress = sourceIPAddress !== undefined && readAddress(sourceIPAddress) !== undefined;
  return [
    ...flag('--access-key', accessKeyId),
    ...flag('--source-ip', isAddress ? sourceIPAddress : undefined),
    ...flag('--role', roleArn),
    ...(actor ? flag('--actor', actor) : flag('--principal', userIdentityArn)),
    ...thingsOf(event).flatMap((id) => flag('--resource', id)),
    ...flag('--event', eventName).map((question) => markFlag(event) + question),
    ...(eventTime
      ? [markFlag(event) + between(eventTime, -AROUND_MINUTES * MINUTE_MS, AROUND_MINUTES * MINUTE_MS)]
      : []),
    ...decryptionsOf(event),
    ...(event.quarantineReason ? ['--quarantined'] : []),
  ];
}

/** Without this, a question does not list calls such as the event, and one by its name finds nothing. */
function markFlag({ related, guard }: StoredEvent): string {
  if (related) return '--related ';
  return guard ? '--guard ' : '';
}

/** One thing of each telling kind, and the instance that acted; else the first that the call names. */
function thingsOf({ resources = [], actor, actorSource }: StoredEvent): readonly string[] {
  const named = resources.filter(({ relation }) => relation !== IMPLIED);
  const telling = TOLD_BY.flatMap((kind) => named.find((each) => each.kind === kind)?.id ?? []);
  const first = telling.length === 0 ? named.slice(0, 1).map(({ id }) => id) : telling;
  return [...new Set([...first, ...(actorSource === 'instance' && actor ? [actor] : [])])];
}

/** A read of parameters and what KMS decrypted stand in the same second, or in the next. */
function decryptionsOf({ eventSource, eventName, eventTime, userIdentityArn }: StoredEvent): readonly string[] {
  if (!eventTime || !userIdentityArn) return [];
  const whose = `--related --principal ${shellWord(userIdentityArn)}`;
  if (eventSource === 'kms.amazonaws.com') return [`${whose} ${between(eventTime, -SECOND_MS, SECOND_MS)}`];
  if (!eventName || !/^GetParameter/.test(eventName)) return [];
  return [`${whose} --event Decrypt ${between(eventTime, 0, 2 * SECOND_MS)}`];
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** A window around a time; what begins with it ends after it. */
function between(eventTime: string, fromMs: number, toMs: number): string {
  const shifted = (ms: number) => new Date(Date.parse(eventTime) + ms).toISOString().replace('.000Z', 'Z');
  return `--since ${shifted(fromMs)} --until ${shifted(toMs)}`;
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value ? [`${name} ${shellWord(value)}`] : [];
}
