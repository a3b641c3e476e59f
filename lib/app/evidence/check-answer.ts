import { isDeepStrictEqual } from 'node:util';
import { INDEX_VERSION } from '../../core/rows/event-row';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { FoundEvent } from '../ask/find-events';
import type { KeptTexts } from '../ports/evidence/kept-texts';
import type { Difference } from './check-files';
import type { VerifiedEvent } from './verify-events';

/** An event of a package, with its evidence. */
export interface PackagedAnswer {
  readonly event: StoredEvent;
  readonly recordIndex: number | undefined;
  readonly recordSha256: string | undefined;
}

/** What an answer is compared by. */
export interface AnswersToCompare {
  /** The events of the package. */
  readonly packaged: AsyncIterable<PackagedAnswer>;
  /** What the package says of the proof of each. */
  readonly verified: AsyncIterable<VerifiedEvent>;
  /** What the log files of the package answer to the same question. */
  readonly again: AsyncIterable<FoundEvent>;
  /** Whether the package has a log file, by its name in rows. */
  readonly isShipped: (logFile: string) => boolean;
  /** Whether the store that was asked leaves an event out that the log files have. */
  readonly isLeftOut: (event: StoredEvent) => boolean;
  /** Where the proofs of events wait for their events, and these for the log files: a package may have more than memory. */
  readonly proofs: KeptTexts;
  readonly waiting: KeptTexts;
}

/** What comes of asking a question again. */
export interface ComparedAnswers {
  /** Events that the log files answer as the package does. */
  readonly equal: number;
  /** Events of log files that the package does not have. */
  readonly notShipped: number;
  readonly differences: readonly Difference[];
}

/**
 * Compares an answer with what the log files answer to the same question: each event field by field, none too many and none
 * too few.
 */
export async function compareAnswers(answers: AnswersToCompare): Promise<ComparedAnswers> {
  const { waiting, isShipped } = answers;
  const differences = [...(await provenEvents(answers))];
  let [equal, notShipped] = [0, 0];
  for await (const { event, evidence } of answers.again) {
    const own = taken<Expected>(waiting, evidence?.recordSha256 ?? '');
    const reason = own ? differenceOf(own, event) : unexpected(answers, event);
    if (reason !== undefined) differences.push({ subject: own?.event.ref ?? event.ref, reason });
    else if (own) equal += 1;
  }
  for (const text of waiting.rest()) {
    const { event }: Expected = JSON.parse(text);
    if (isShipped(String(event.logFile)))
      differences.push({ subject: event.ref, reason: 'no log file answers the question with this event' });
    else notShipped += 1;
  }
  return { equal, notShipped, differences };
}

function differenceOf(own: Expected, event: StoredEvent): string | undefined {
  const field = differentField(own, event);
  return field && `its ${field} is not what its record makes`;
}

function unexpected({ isLeftOut }: AnswersToCompare, event: StoredEvent): string | undefined {
  return isLeftOut(event) ? undefined : 'the log files have this event, the answer does not';
}

/** An event that waits for a log file to answer with it. */
interface Expected {
  readonly event: StoredEvent;
  readonly indexVersion: number;
}

/** Lets the events of a package wait, each under the hash of its record, and gives what speaks against their proofs. */
async function provenEvents(answers: AnswersToCompare): Promise<readonly Difference[]> {
  const { packaged, verified, proofs, waiting } = answers;
  const differences: Difference[] = [];
  for await (const each of verified) {
    if (!proofs.keep(each.ref, JSON.stringify(each)))
      differences.push({ subject: each.ref, reason: 'it is verified twice' });
  }
  for await (const { event, recordIndex, recordSha256 = '' } of packaged) {
    const proof = taken<VerifiedEvent>(proofs, event.ref);
    const isSame =
      proof?.recordSha256 === recordSha256 && proof.recordIndex === recordIndex && proof.logFile === event.logFile;
    if (!isSame) differences.push({ subject: event.ref, reason: 'its verification is missing, or of another record' });
    const expected: Expected = { event, indexVersion: proof?.indexVersion ?? INDEX_VERSION };
    if (!waiting.keep(recordSha256, JSON.stringify(expected)))
      differences.push({ subject: event.ref, reason: 'the answer has its record twice' });
  }
  for (const text of proofs.rest()) {
    const { ref }: VerifiedEvent = JSON.parse(text);
    differences.push({ subject: ref, reason: 'it is verified, but the answer does not have it' });
  }
  return differences;
}

function taken<Value>(texts: KeptTexts, key: string): Value | undefined {
  const text = texts.take(key);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Fields that say how a row was stored, not what the record is. */
const OF_STORING = new Set(['ref', 'origin', 'logFile', 'conflict', 'recordIndex', 'recordSha256']);

/** Fields that every version of the index makes alike. */
const OF_ALL_VERSIONS = [
  'eventName',
  'eventTime',
  'eventID',
  'eventSource',
  'userIdentityArn',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'errorCode',
];

/** The first field in which two events differ, as far as both versions of the index have it. */
function differentField({ event, indexVersion }: Expected, again: StoredEvent): string | undefined {
  const [own, made] = [
    new Map<string, unknown>(Object.entries(event)),
    new Map<string, unknown>(Object.entries(again)),
  ];
  const names = indexVersion === INDEX_VERSION ? [...new Set([...own.keys(), ...made.keys()])] : OF_ALL_VERSIONS;
  return names
    .filter((name) => !OF_STORING.has(name))
    .find((name) => !isDeepStrictEqual(own.get(name), made.get(name)));
}
