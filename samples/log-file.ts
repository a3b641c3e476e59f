import type { JsonObject } from '../lib/core/record/json';
import type { Place } from './place';
import { isoTime } from './sample-time';
import type { SeededRandom } from './seeded-random';

/** The length of the unique string in a log file's name, which has no meaning (CloudTrail user guide, file names). */
const UNIQUE_STRING_LENGTH = 16;

/** One log file as CloudTrail delivers it, before compression. */
export interface SampleLogFile {
  /** The key of the object in the bucket, without a prefix of the trail's own. */
  readonly key: string;
  /** The records in the file's order, which is not that of their times. */
  readonly records: readonly JsonObject[];
  /** What is compressed: `{"Records":[…]}` without white space. */
  readonly body: string;
}

/** Whose log file, of which moment of delivery (milliseconds since 1970), in which layout. */
export interface Delivery {
  readonly place: Place;
  readonly deliveredAt: number;
  /** `o-…` where an organization trail delivers: one more folder, above the account's. */
  readonly organizationId?: string;
}

/** The log file of a delivery; `random` draws its name's unique string. */
export function logFileOf(delivery: Delivery, records: readonly JsonObject[], random: SeededRandom): SampleLogFile {
  const key = keyOf(delivery, random.alphanumeric(UNIQUE_STRING_LENGTH));
  return { key, records, body: JSON.stringify({ Records: records }) };
}

function keyOf({ place, deliveredAt, organizationId }: Delivery, uniqueString: string): string {
  const { accountId, region } = place;
  const minute = isoTime(deliveredAt).slice(0, 'YYYY-MM-DDTHH:mm'.length);
  const stamp = `${minute.replace(/[-:]/g, '')}Z`;
  const day = minute.slice(0, 'YYYY-MM-DD'.length).replaceAll('-', '/');
  const folder = `${organizationId === undefined ? '' : `${organizationId}/`}${accountId}/CloudTrail/${region}/${day}`;
  return `AWSLogs/${folder}/${accountId}_CloudTrail_${region}_${stamp}_${uniqueString}.json.gz`;
}
