import { isDeepStrictEqual } from 'node:util';
import { INDEX_VERSION } from '../../core/rows/event-row';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { FoundEvent } from '../ask/find-events';
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
  const { differences, expected } = await packagedBySha(answers);
  let equal = 0;
  for await (const { event, evidence } of answers.again) {
    const own = expected.get(evidence?.recordSha256 ?? '');
    if (!own) {
      if (!answers.isLeftOut(event))
        differences.push({ subject: event.ref, reason: 'the log files have this event, the answer does not' });
      continue;
    }
    expected.delete(evidence?.recordSha256 ?? '');
    const field = differentField(own, event);
    if (field === undefined) equal += 1;
    else differences.push({ subject: own.event.ref, reason: `its ${field} is not what its record makes` });
  }
  const [missing, absent] = parted([...expected.values()], ({ event }) => answers.isShipped(String(event.logFile)));
  for (const { event } of missing)
    differences.push({ subject: event.ref, reason: 'no log file answers the question with this event' });
  return { equal, notShipped: absent.length, differences };
}

interface Expected {
  readonly event: StoredEvent;
  readonly indexVersion: number;
}

/** The events of a package by the hashes of their records, each of which has its verification. */
async function packagedBySha({ packaged, verified }: AnswersToCompare) {
  const differences: Difference[] = [];
  const known = new Map<string, VerifiedEvent>();
  for await (const each of verified) known.set(each.ref, each);
  const expected = new Map<string, Expected>();
  for await (const { event, recordIndex, recordSha256 = '' } of packaged) {
    const proof = known.get(event.ref);
    known.delete(event.ref);
    const isSame =
      proof?.recordSha256 === recordSha256 && proof.recordIndex === recordIndex && proof.logFile === event.logFile;
    if (!isSame) differences.push({ subject: event.ref, reason: 'its verification is missing, or of another record' });
    if (expected.has(recordSha256)) differences.push({ subject: event.ref, reason: 'the answer has its record twice' });
    expected.set(recordSha256, { event, indexVersion: proof?.indexVersion ?? INDEX_VERSION });
  }
  for (const ref of known.keys())
    differences.push({ subject: ref, reason: 'it is verified, but the answer does not have it' });
  return { differences, expected };
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

function parted<T>(all: readonly T[], is: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(is), all.filter((one) => !is(one))];
}
