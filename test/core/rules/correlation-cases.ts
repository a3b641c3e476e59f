import { parse } from 'yaml';
import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../lib/core/record/json';
import { stringifyRecord } from '../../../lib/core/record/parse-record';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { PackCaseError, recordOfCase } from './pack-cases';

/** Events, and how many alerts of the correlation they make. */
export interface CorrelationCase {
  readonly name: string;
  readonly alerts: number;
  readonly events: readonly ObservedEvent[];
}

/** The time of the first second of each case: the beginning of a bucket of every timespan up to a day. */
const START = Date.parse('2026-03-02T00:00:00Z');

/**
 * Reads a file of cases: `events` are records by name, as in the cases of a rule; `cases` have a list of
 * `[name, seconds, number]`. The number takes the place of `{n}` in texts of the record. The same three are the same event,
 * delivered twice.
 */
export function readCorrelationCases(text: string): readonly CorrelationCase[] {
  const document: unknown = parse(text);
  const [events, cases] = isJsonObject(document) ? [document['events'], document['cases']] : [];
  if (!isJsonObject(events) || !Array.isArray(cases)) throw new PackCaseError('expected events and cases', document);
  return cases.map((each) => caseOf(events, each));
}

function caseOf(named: JsonObject, value: JsonValue): CorrelationCase {
  const { name, alerts, events } = isJsonObject(value) ? value : {};
  if (typeof name !== 'string' || typeof alerts !== 'number' || !Array.isArray(events)) {
    throw new PackCaseError('expected name, alerts and events', value);
  }
  return { name, alerts, events: events.map((each) => eventOf(named, each)) };
}

function eventOf(named: JsonObject, value: JsonValue): ObservedEvent {
  const [name, seconds, number] = Array.isArray(value) ? value : [];
  const event = typeof name === 'string' ? named[name] : undefined;
  if (!isJsonObject(event) || typeof seconds !== 'number' || typeof number !== 'number') {
    throw new PackCaseError('expected [name, seconds, number]', value);
  }
  const digits = String(number).padStart(8, '0');
  const numbered: unknown = JSON.parse(JSON.stringify(event).replaceAll('{n}', digits));
  const eventTime = new Date(START + seconds * 1000).toISOString().replace('.000', '');
  const record = { ...recordOfCase(numbered), eventTime, eventID: idOf(`${name} ${seconds} ${number}`) };
  return observedRecord(record);
}

/** Letters and digits of a text, in the form of an ID. */
function idOf(text: string): string {
  const hex = Buffer.from(text).toString('hex').padStart(32, '0').slice(-32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A record as alerting sees it once it is indexed. */
export function observedRecord(record: JsonObject): ObservedEvent {
  const place = { logFile: 's3://logs/AWSLogs/a.json.gz', recordIndex: 0, recordSha256: stringifyRecord(record) };
  const source = { origin: 'delivery', deliveredAt: undefined, now: new Date(0) } as const;
  const indexed = indexRecord(record, place, source, INDEX_EVERYTHING);
  if (typeof indexed !== 'object') throw new TypeError('a case has expired: expected a row');
  return { event: storedEvent(indexed.row), record: indexed.record };
}
