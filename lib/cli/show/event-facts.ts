import type { FoundEvent } from '../../app/ask/find-events';
import { callingProgram } from '../../core/record/calling-program';
import { type JsonObject, textAt } from '../../core/record/json';
import { mfaOf, mfaText } from '../../core/record/mfa';
import type { StoredEvent } from '../../core/rows/stored-event';
import { actorSourceText } from '../../core/rows/who';
import { type Clock, UTC } from '../render/clock';
import type { Labelled } from '../render/labelled-block';

/** Marks of an event that say how far to trust or to read it. */
const MARKS = ['related', 'guard', 'conflict', 'agent'] as const;

/** The lines of a list that are shown. */
export type ListShown = (lines: readonly Labelled[]) => readonly Labelled[];

/** What one event says: who did what, when and where, with which key and MFA, by which program, and on what. */
export function eventFacts(
  { event, record, maskedPaths = [] }: FoundEvent,
  clock: Clock = UTC,
  listed: ListShown = (lines) => lines,
): readonly Labelled[] {
  return [
    ['who', whoText(event)],
    ['', event.actor && principalText(event)],
    ['role', event.roleArn],
    ['what', `${event.eventName ?? '(no name)'}${event.eventSource ? ` (${event.eventSource})` : ''}`],
    ['outcome', event.errorCode ? `${event.outcome}: ${event.errorCode}` : event.outcome],
    ['error', textAt(record, 'errorMessage')],
    ['trouble', event.quarantineReason && `in quarantine: ${event.quarantineReason}`],
    ['when', event.eventTime && whenText(event.eventTime, clock)],
    ['where', [event.recipientAccountId, event.awsRegion].filter(Boolean).join(' ')],
    ['from', event.sourceIPAddress],
    ['key', keyText(event, record)],
    ['MFA', record && mfaFact(event, record)],
    ['through', record && (callingProgram(record) ?? 'not recorded')],
    ['agent', event.userAgent],
    ['reason', event.reason],
    ['marks', MARKS.filter((mark) => event[mark]).join(', ')],
    ...listed(onWhat(event)),
    ['masked', maskedPaths.join(', ')],
  ];
}

/** In UTC, and before that by the clock that was asked for. */
function whenText(eventTime: string, clock: Clock): string {
  const local = clock === UTC ? undefined : clock.at(eventTime);
  const utc = `${eventTime} (UTC)`;
  return local ? `${local.day} ${local.time}${local.offset ?? ''} (${clock.zone}), ${utc}` : utc;
}

function whoText(event: StoredEvent): string {
  if (event.actor === undefined) return principalText(event) ?? '(nobody is named)';
  const source = actorSourceText(event);
  return source === undefined ? event.actor : `${event.actor} [${source}]`;
}

function principalText({ userIdentityArn, principalSource }: StoredEvent): string | undefined {
  return userIdentityArn && `${userIdentityArn} [${principalSource}]`;
}

/** The key, and since when the session is open that it is of. */
function keyText({ accessKeyId }: StoredEvent, record: JsonObject | undefined): string | undefined {
  const since = textAt(record, 'userIdentity', 'sessionContext', 'attributes', 'creationDate');
  return accessKeyId && (since === undefined ? accessKeyId : `${accessKeyId} (session since ${since})`);
}

/** What an identity provider asks for, CloudTrail does not know: it writes `false` for every session of Identity Center. */
function mfaFact({ actorSource }: StoredEvent, record: JsonObject): string {
  const isUnknown = mfaOf(record) === false && actorSource === 'identityCenterUser';
  return isUnknown ? 'no (IAM Identity Center may have asked for it: that is not recorded)' : mfaText(record);
}

function onWhat({ resources = [], resourcesOmitted }: StoredEvent): readonly Labelled[] {
  const rest = resourcesOmitted ? [`and ${resourcesOmitted} more, which only the record has`] : [];
  const texts = [...resources.map(({ id, kind, relation }) => `${id} [${kind}, ${relation}]`), ...rest];
  return texts.map((text, index) => [index === 0 ? 'on' : '', text]);
}
