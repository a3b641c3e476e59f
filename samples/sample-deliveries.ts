import { isSystemsManagerSource } from '../lib/core/record/event-source';
import type { JsonObject } from '../lib/core/record/json';
import { cloudTrailRecord } from './cloudtrail-record';
import { insiderReadingParameters } from './incidents/insider-reading-parameters';
import { portForwardToDatabase } from './incidents/port-forward-to-database';
import { rogueHybridActivation } from './incidents/rogue-hybrid-activation';
import { sessionLoggingOff } from './incidents/session-logging-off';
import { stolenInstanceRole } from './incidents/stolen-instance-role';
import { type Delivery, logFileOf, type SampleLogFile } from './log-file';
import { quietDays } from './quiet-days';
import type { Happening } from './sample-call';
import { DAY_MS, MINUTE_MS } from './sample-time';
import { sampleWeek } from './sample-week';
import { SeededRandom } from './seeded-random';
import {
  correctedRecord,
  decryptedReadByPath,
  documentDeletion,
  lateReads,
  sharedParameterRead,
} from './special-records';

/** The account whose log files an organization's trail delivers, and the organization. */
export const ORGANIZATION_ACCOUNT = '444455556666';
export const ORGANIZATION_ID = 'o-exampleorgid';

const DEFAULT_SEED = 2026;
/** CloudTrail delivers about every five minutes; a sample file covers ten, so that a quiet place fills one. */
const FILE_SPAN_MS = 10 * MINUTE_MS;
const LATE_BY_MS = 2 * DAY_MS;
const REDELIVERED_AFTER_MS = 5 * MINUTE_MS;
const REDELIVERED_RECORDS = 2;

/** What may vary: the seed of event IDs, file names and the order of records. The stories stay as they are. */
export interface SampleOptions {
  readonly seed?: number;
}

/** A log file in the making: what it will hold, and when it is delivered. */
interface Parcel extends Delivery {
  readonly records: readonly JsonObject[];
}

/**
 * The sample log files, in the order of their delivery: a week of a company in four accounts and two partitions, five
 * incidents among it, and what CloudTrail does now and then: the same records in two files, a file that comes two days
 * late, one event recorded in two accounts, a corrected record. The same files every time.
 */
export function sampleDeliveries({ seed = DEFAULT_SEED }: SampleOptions = {}): readonly SampleLogFile[] {
  const random = new SeededRandom(seed);
  const parcels = parcelsOf([...sampleWeek(random), ...incidents(), ...specialRecords()], random);
  const late = parcelsOf(lateReads(), random).map((parcel) => delayed(parcel, LATE_BY_MS));
  const again = parcels.slice(0, 1).map(redelivered);
  // Of their own seed: the other files stay as they are.
  const others = new SeededRandom(seed + 1);
  const files = [
    ...inOrder([...parcels, ...late, ...again], random),
    ...inOrder(parcelsOf(quietDays(), others), others),
  ];
  return files.sort((a, b) => a.deliveredAt - b.deliveredAt).map(({ file }) => file);
}

/** Parcels as files, named in the order of their delivery. */
function inOrder(parcels: readonly Parcel[], random: SeededRandom) {
  return [...parcels]
    .sort((a, b) => a.deliveredAt - b.deliveredAt)
    .map((parcel) => ({ deliveredAt: parcel.deliveredAt, file: logFileOf(parcel, parcel.records, random) }));
}

function incidents(): readonly Happening[] {
  return [
    ...stolenInstanceRole(),
    ...insiderReadingParameters(),
    ...rogueHybridActivation(),
    ...portForwardToDatabase(),
    ...sessionLoggingOff(),
  ];
}

function specialRecords(): readonly Happening[] {
  return [...documentDeletion(), ...decryptedReadByPath(), ...sharedParameterRead(), ...correctedRecord()];
}

/** One parcel for each account, region and span of time; inside, the records are in no order, as in delivered files. */
function parcelsOf(happenings: readonly Happening[], random: SeededRandom): readonly Parcel[] {
  const groups = new Map<string, Happening[]>();
  for (const happening of happenings) {
    const { accountId, region } = happening.place;
    const key = `${accountId}/${region}/${deliveryTimeOf(happening)}`;
    groups.set(key, [...(groups.get(key) ?? []), happening]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [parcelOf(first, others, random)] : []));
}

function parcelOf(first: Happening, others: readonly Happening[], random: SeededRandom): Parcel {
  const { place } = first;
  const records = [first, ...others].map((happening) => cloudTrailRecord(happening, random));
  const organization = place.accountId === ORGANIZATION_ACCOUNT ? { organizationId: ORGANIZATION_ID } : {};
  return { place, deliveredAt: deliveryTimeOf(first), ...organization, records: random.shuffled(records) };
}

function deliveryTimeOf({ at }: Happening): number {
  return at - (at % FILE_SPAN_MS) + FILE_SPAN_MS;
}

function delayed(parcel: Parcel, by: number): Parcel {
  return { ...parcel, deliveredAt: parcel.deliveredAt + by };
}

/** Some Systems Manager records of the week's first file once more, in a file of their own: the same to the letter. */
function redelivered(parcel: Parcel): Parcel {
  const records = parcel.records.filter(isSystemsManagerRecord).slice(0, REDELIVERED_RECORDS);
  return delayed({ ...parcel, records }, REDELIVERED_AFTER_MS);
}

function isSystemsManagerRecord(record: JsonObject): boolean {
  return isSystemsManagerSource(record['eventSource']);
}
