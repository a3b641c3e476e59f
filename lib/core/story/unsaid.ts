import type { Resource } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { foldedId } from '../rows/term-row';
import { PREFERENCES_DOCUMENT, type TranscriptPlace } from './session-preferences';
import type { StoryRow, Unsaid } from './story';

/** Documents of sessions that carry other traffic than a shell's: no session log is made of them (Systems Manager user guide: logging session activity). */
const TUNNEL = /^AWS-Start(?:PortForwardingSession|SSHSession)/;

/** A session that was started in a story. */
export interface StartedSession {
  readonly event: StoredEvent;
  readonly sessionId: string;
  /** The document that the call names, or the one of the preferences, which it implies. */
  readonly document: string;
  /** Whether a session with this document can have a transcript. */
  readonly kind: 'shell' | 'tunnel' | 'container' | 'own document';
}

/** The sessions that the principal of a story started. */
export function startedSessions(rows: readonly StoryRow[]): readonly StartedSession[] {
  return rows
    .filter(({ event, lane }) => lane !== 'host' && event.eventName === 'StartSession' && event.outcome === 'success')
    .flatMap(({ event }) => {
      const sessionId = idOf(event, ({ kind }) => kind === 'session');
      const document = idOf(event, ({ kind }) => kind === 'document') ?? PREFERENCES_DOCUMENT;
      return sessionId === undefined ? [] : [{ event, sessionId, document, kind: kindOf(event, document) }];
    });
}

function kindOf({ resources = [] }: StoredEvent, document: string): StartedSession['kind'] {
  if (TUNNEL.test(document)) return 'tunnel';
  if (resources.some(({ kind, relation }) => kind === 'ecsTask' && relation === 'target')) return 'container';
  return document === PREFERENCES_DOCUMENT || document.startsWith('AWS-') ? 'shell' : 'own document';
}

function idOf({ resources = [] }: StoredEvent, isMeant: (resource: Resource) => boolean): string | undefined {
  return resources.find(isMeant)?.id;
}

/** Something that CloudTrail cannot say, in words. Of more things than some, the others are counted. */
export function unsaidText({ about, text }: Unsaid, most = Number.POSITIVE_INFINITY): string {
  if (about.length === 0) return text;
  const rest = about.length > most ? ` and ${about.length - most} more` : '';
  return `${about.slice(0, most).join(', ')}${rest}: ${text}`;
}

/**
 * What CloudTrail cannot say about a story: what was typed, where the transcript would lie, what commands
 * ran, which parameters were read by path.
 *
 * @param placeOf where the transcript of a session would lie
 * @param pastEcsExec the sessions into containers that no call of ECS opened, where that is known
 */
export function unsaid(
  rows: readonly StoryRow[],
  placeOf: (session: StartedSession) => TranscriptPlace | undefined,
  pastEcsExec: ReadonlySet<string> = new Set(),
): readonly Unsaid[] {
  const sessions = startedSessions(rows);
  const typed = sessions.some(({ kind }) => kind !== 'tunnel') ? ['what was typed in a session: no record has it'] : [];
  return [
    ...typed.map(ofAll),
    ...transcripts(sessions, placeOf),
    ...pastEcs(sessions, pastEcsExec),
    ...commandTexts(rows).map(ofAll),
    ...paths(rows),
    ...approvals(rows),
  ];
}

function ofAll(text: string): Unsaid {
  return { about: [], text };
}

/** Stands in texts for the ID of a session, so that sessions of which the same is to say are found. */
const ITS_ID = 'SESSION-ID';

/** Sessions of which the same is to say together. */
function transcripts(
  sessions: readonly StartedSession[],
  placeOf: (session: StartedSession) => TranscriptPlace | undefined,
): readonly Unsaid[] {
  const ids = new Map<string, readonly string[]>();
  for (const session of sessions) {
    const text = transcriptText(session, placeOf(session));
    ids.set(text, [...(ids.get(text) ?? []), session.sessionId]);
  }
  return [...ids].map(([text, those]) => {
    const [only = '', another] = those;
    return { about: those, text: another === undefined ? text.replaceAll(ITS_ID, () => only) : text };
  });
}

function transcriptText({ kind, document }: StartedSession, place: TranscriptPlace | undefined): string {
  switch (kind) {
    case 'tunnel':
      return `no transcript can exist: sessions with ${document} have no session log, and what went through is recorded nowhere`;
    case 'container':
      return 'whether there is a transcript depends on the ECS cluster: its configuration of ExecuteCommand, or of the task';
    case 'own document':
      return `where a transcript would lie, the document ${document} says`;
    case 'shell':
      return placeText(place);
    default:
      return kind satisfies never;
  }
}

function placeText(place: TranscriptPlace | undefined): string {
  if (place?.ref === undefined) {
    return `where a transcript would lie is not known: no change of ${PREFERENCES_DOCUMENT} before the session is indexed`;
  }
  const change = changeText(place);
  if (place.kind === 'unknown')
    return `where a transcript would lie is not known: ${change}, and its text is not in the record`;
  if (place.kind === 'nowhere') return `no transcript: the preferences name neither bucket nor log group (${change})`;
  const { bucket, prefix, logGroup } = place;
  const places = [
    ...(bucket === undefined ? [] : [`s3://${[bucket, prefix, `${ITS_ID}.log`].filter(Boolean).join('/')}`]),
    ...(logGroup === undefined ? [] : [`the log group ${logGroup}, stream ${ITS_ID}`]),
  ];
  return `a transcript would lie in ${places.join(' and ')} (${change})`;
}

function changeText({ eventName, since, by, version }: TranscriptPlace): string {
  const which = version === undefined ? '' : ` to version ${version}`;
  const caveat = eventName === 'UpdateDocument' ? '; a new version counts once it is the default one' : '';
  return `${PREFERENCES_DOCUMENT} last changed by ${eventName}${which} at ${since} by ${by}${caveat}`;
}

/** ECS Exec checks and logs what it opens. A session that somebody else opened into a task has nothing of that. */
function pastEcs(sessions: readonly StartedSession[], past: ReadonlySet<string>): readonly Unsaid[] {
  const about = sessions.map(({ sessionId }) => sessionId).filter((id) => past.has(id));
  const text =
    'by which ExecuteCommand of ECS it was opened: none that is indexed names it, so that it went past ECS Exec and its logging';
  return about.length === 0 ? [] : [{ about, text }];
}

function commandTexts(rows: readonly StoryRow[]): readonly string[] {
  const sent = rows.filter(({ event }) => event.eventName === 'SendCommand' && event.outcome === 'success');
  if (sent.length === 0) return [];
  return [
    'what the commands ran and printed: CloudTrail hides their parameters; Systems Manager keeps invocations for 30 days (aws ssm list-command-invocations --details --command-id ID)',
  ];
}

/** Where a path was read, only decryptions name parameters, and only SecureStrings have them. */
function paths(rows: readonly StoryRow[]): readonly Unsaid[] {
  const read = rows
    .filter(({ event }) => event.eventName === 'GetParametersByPath' && event.outcome === 'success')
    .flatMap(({ event }) =>
      (event.resources ?? []).filter(({ kind }) => kind === 'parameterPath').map(({ id }) => foldedId(id)),
    );
  if (read.length === 0) return [];
  const text =
    'which plain parameters GetParametersByPath read below is not recorded: only SecureStrings are named, by their decryption';
  return [{ about: [...new Set(read)], text }];
}

/** The call that approves names no request (Systems Manager user guide: approving and denying just-in-time node access requests). */
function approvals(rows: readonly StoryRow[]): readonly Unsaid[] {
  const requests = rows
    .filter(({ event }) => event.eventName === 'StartAccessRequest' && event.outcome === 'success')
    .flatMap(({ event }) => idOf(event, ({ kind }) => kind === 'accessRequest') ?? []);
  if (requests.length === 0) return [];
  const text =
    'who approved it, no record says that names it: SendAutomationSignal names the execution that waits for approval, whose ID is in the OpsItem of the request (aws ssm get-ops-item --ops-item-id ID); story --resource tells of that execution';
  return [{ about: [...new Set(requests)], text }];
}
