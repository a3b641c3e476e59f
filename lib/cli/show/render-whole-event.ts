import type { FoundEvent } from '../../app/ask/find-events';
import type { NearbyDecryption } from '../../app/ask/nearby-decryptions';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { renderRecord } from '../query/render-record';
import { painted } from '../terminal/colour';

/** Minutes before and after an event that are asked for around it. */
const AROUND_MINUTES = 10;

/** An event, and what KMS decrypted for its principal in the same second, if that question makes sense. */
export interface ShownEvent extends FoundEvent {
  readonly nearby?: readonly NearbyDecryption[] | undefined;
}

/**
 * One event for a person: who, what, when, where, with which outcome, on what; its record; and the next questions.
 *
 * @param query the command that asks the same store, without its conditions: `ssm-audit query --local x`
 */
export function renderWholeEvent(found: ShownEvent, query: string, colour: boolean): string {
  const paint = (style: Parameters<typeof painted>[0], text: string) => (colour ? painted(style, text) : text);
  const facts = factsOf(found).map(([name, text]) => `${paint('bold', name.padEnd(9))} ${safeText(text)}`);
  const record = renderRecord(found.record);
  const next = nextCommands(found.event, query).map((command) => `  ${paint('cyan', safeText(command))}`);
  const nearby = nearbyLines(found.nearby).map((line, index) => (index === 1 ? paint('bold', line) : safeText(line)));
  return `${[...facts, ...nearby, '', paint('bold', 'record'), ...record, '', paint('bold', 'next questions'), ...next].join('\n')}\n`;
}

function factsOf({ event, maskedPaths = [] }: FoundEvent): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | 0 | undefined])[] = [
    ['who', `${who(event)}${event.actorSource ? ` [${event.actorSource}]` : ''}`],
    ['', event.userIdentityArn && `${event.userIdentityArn} [${event.principalSource}]`],
    ['role', event.roleArn],
    ['what', `${event.eventName ?? '(no name)'}${event.eventSource ? ` (${event.eventSource})` : ''}`],
    ['when', event.eventTime],
    ['reason', event.reason],
    ['where', [event.recipientAccountId, event.awsRegion].filter(Boolean).join(' ') || undefined],
    ['from', [event.sourceIPAddress, event.userAgent && `(${event.userAgent})`].filter(Boolean).join(' ') || undefined],
    ['outcome', event.errorCode ? `${event.outcome}: ${event.errorCode}` : event.outcome],
    ['quarantine', event.quarantineReason],
    ...(event.resources ?? []).map(
      ({ id, kind, relation }, index) => [index === 0 ? 'on' : '', `${id} [${kind}, ${relation}]`] as const,
    ),
    ['', event.resourcesOmitted && `and ${event.resourcesOmitted} more, which only the record has`],
    ['flags', flagsOf(event)],
    ['masked', maskedPaths.length > 0 ? maskedPaths.join(', ') : undefined],
    ['log file', event.logFile],
    ['ref', event.ref],
  ];
  return facts.flatMap(([name, text]) => (text ? [[name, text] as const] : []));
}

function flagsOf(event: StoredEvent): string | undefined {
  const flags = (['related', 'guard', 'conflict', 'agent'] as const).filter((flag) => event[flag]);
  return flags.length > 0 ? flags.join(', ') : undefined;
}

/** A blank line, a title, and the decryptions, each with the parameter it was for. */
function nearbyLines(nearby: ShownEvent['nearby']): readonly string[] {
  if (!nearby) return [];
  const lines = nearby.map(({ ref, resources = [] }) => {
    const parameters = resources.filter(({ kind }) => kind === 'parameter').map(({ id }) => id);
    return `  ${parameters.join(' ') || '-'}  ${ref}`;
  });
  return ['', 'decryptions near in time (not proof)', ...(lines.length > 0 ? lines : ['  none found'])];
}

/** The commands for the next questions: same name, same actor, same resource, around that time. */
function nextCommands(event: StoredEvent, query: string): readonly string[] {
  const resource = event.resources?.find(({ relation }) => relation !== 'implied');
  return [
    ...(event.eventName ? [`${query} --event ${shellWord(event.eventName)}`] : []),
    ...(event.userIdentityArn ? [`${query} --principal ${shellWord(event.userIdentityArn)}`] : []),
    ...(event.actor ? [`${query} --actor ${shellWord(event.actor)}`] : []),
    ...(resource ? [`${query} --resource ${shellWord(resource.id)}`] : []),
    ...(event.eventTime ? [`${query} ${around(event.eventTime)}`] : []),
    ...(event.quarantineReason ? [`${query} --quarantined`] : []),
  ];
}

function around(eventTime: string): string {
  const shifted = (minutes: number) =>
    new Date(Date.parse(eventTime) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
  return `--since ${shifted(-AROUND_MINUTES)} --until ${shifted(AROUND_MINUTES)}`;
}
