import type { FoundEvent } from '../../app/ask/find-events';
import { callerAccount, type EventNames, eventNames } from '../../core/names/event-names';
import { namedText, namesNote } from '../../core/names/named-text';
import { callingProgram } from '../../core/record/calling-program';
import { type JsonObject, textAt } from '../../core/record/json';
import { mfaOf, mfaText } from '../../core/record/mfa';
import type { StoredEvent } from '../../core/rows/stored-event';
import { actorSourceText } from '../../core/rows/who';
import type { GivenNames } from '../names/given-names';
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
  given?: GivenNames,
): readonly Labelled[] {
  const names = given ? eventNames(event, given.names) : {};
  return [
    ['who', whoText(event, names)],
    ['', event.actor && principalText(event)],
    [
      '',
      names.callerAccount && `of account ${namedText(callerAccount(event.userIdentityArn) ?? '', names.callerAccount)}`,
    ],
    ['role', event.roleArn],
    ['what', `${event.eventName ?? '(no name)'}${event.eventSource ? ` (${event.eventSource})` : ''}`],
    ['outcome', event.errorCode ? `${event.outcome}: ${event.errorCode}` : event.outcome],
    ['error', textAt(record, 'errorMessage')],
    ['trouble', event.quarantineReason && `in quarantine: ${event.quarantineReason}`],
    ['when', event.eventTime && whenText(event.eventTime, clock)],
    ['where', whereText(event, names)],
    ['from', event.sourceIPAddress && namedText(event.sourceIPAddress, names.sourceNetwork)],
    ['key', keyText(event, record)],
    ['MFA', record && mfaFact(event, record)],
    ['through', record && (callingProgram(record) ?? 'not recorded')],
    ['agent', event.userAgent],
    ['reason', event.reason],
    ['marks', MARKS.filter((mark) => event[mark]).join(', ')],
    ...listed(onWhat(event)),
    ['masked', maskedPaths.join(', ')],
    ['names', given && Object.keys(names).length > 0 ? namesNote(given.file) : undefined],
  ];
}

/** In UTC, and before that by the clock that was asked for. */
function whenText(eventTime: string, clock: Clock): string {
  const local = clock === UTC ? undefined : clock.at(eventTime);
  const utc = `${eventTime} (UTC)`;
  return local ? `${local.day} ${local.time}${local.offset ?? ''} (${clock.zone}), ${utc}` : utc;
}

function whereText({ recipientAccountId, awsRegion }: StoredEvent, names: EventNames): string {
  const account = recipientAccountId && namedText(recipientAccountId, names.recipientAccount);
  const isNamed = names.recipientAccount !== undefined;
  return [account, awsRegion].filter(Boolean).join(isNamed ? ', ' : ' ');
}

function whoText(event: StoredEvent, { actor: name }: EventNames): string {
  const source = actorSourceText(event);
  const text = event.actor ?? principalText(event) ?? '(nobody is named)';
  return namedText(event.actor === undefined || source === undefined ? text : `${text} [${source}]`, name);
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
