import type { JsonObject } from '../record/json';
import type { Correlation, FirstSeenCorrelation, WindowCorrelation } from '../rules/correlation';
import type { Rule } from '../rules/rule';
import { compileRules } from '../rules/rule-set';
import { VALUE_BYTES } from './bucket-bytes';
import { type Combinations, combinationsOf } from './combinations';
import type { Entry } from './entry';
import { entryId } from './entry-id';
import { type CorrelatedEvent, compileTexts, type TextsAt } from './event-texts';
import { digestOf, type Group, groupOf } from './group';

/** An entry of a group. */
export interface Counted {
  readonly correlation: WindowCorrelation;
  readonly group: Group;
  readonly entry: Entry;
}

/** Something that an event shows in a group, and that may be new there. */
export interface Sighting {
  readonly correlation: FirstSeenCorrelation;
  readonly group: Group;
  /** In the order of the fields. */
  readonly values: readonly string[];
  /** Equal for the same values in the same group. */
  readonly key: string;
  /** The event's own time, in whole epoch seconds. */
  readonly t: number;
  /** The event. */
  readonly id: string;
}

/** What an event is to correlations. */
export interface Correlated {
  readonly counted: readonly Counted[];
  readonly sightings: readonly Sighting[];
  /** How many rules it satisfies without a field that would put it into a group, or that counts. */
  readonly absent: number;
  /** How many combinations of its texts are beyond the bound. */
  readonly omitted: number;
}

/** What every event is to some correlations. Compiled once and called often. Never throws. */
export interface Correlator {
  correlated(event: CorrelatedEvent): Correlated;
  /** Whether a record satisfies a rule of theirs; where `inHistory`, one of first sight. Costs much less than to say what it is. */
  isOfRule(record: JsonObject, inHistory: boolean): boolean;
}

/** The most groups of one event: `SendCommand` takes fifty instances. */
const MOST_GROUPS = 50;
/** The most values of one event. */
const MOST_VALUES = 1_000;
/** The most entries of one event for a rule, unless the threshold takes more: fifty groups of a thousand values fill memory. */
const MOST_ENTRIES = 1_000;

const NOTHING: Correlated = { counted: [], sightings: [], absent: 0, omitted: 0 };

/** Compiles correlations. */
export function compileCorrelations(correlations: readonly Correlation[]): Correlator {
  const parts = new Map<Rule, Part[]>();
  const readers = compiledReaders();
  for (const correlation of correlations) {
    for (const [at, rule] of correlation.rules.entries()) {
      parts.set(rule, [...(parts.get(rule) ?? []), partOf(correlation, at, readers)]);
    }
  }
  const { matches } = compileRules([...parts.keys()]);
  const partsIn = (record: JsonObject) => matches(record).flatMap(({ rule }) => parts.get(rule) ?? []);
  return {
    correlated: (event) => {
      const place = placeOf(event);
      const matched = place === undefined ? [] : partsIn(event.record);
      return place === undefined || matched.length === 0 ? NOTHING : together(matched.map(correlatedIn(event, place)));
    },
    isOfRule: (record, inHistory) =>
      partsIn(record).some(({ correlation }) => !inHistory || correlation.type === 'first_seen'),
  };
}

/** A rule in its place in a correlation. */
interface Part {
  readonly correlation: Correlation;
  readonly rule: number;
  readonly groupBy: readonly TextsAt[];
  readonly fields: readonly TextsAt[];
}

/** Readers by their paths: correlations mostly group by the same few. */
function compiledReaders(): (path: string) => TextsAt {
  const readers = new Map<string, TextsAt>();
  return (path) => {
    const reader = readers.get(path) ?? compileTexts(path);
    readers.set(path, reader);
    return reader;
  };
}

function partOf(correlation: Correlation, rule: number, readers: (path: string) => TextsAt): Part {
  const read = ({ paths }: { readonly paths: readonly string[] }) => readers(paths[rule] ?? '');
  return { correlation, rule, groupBy: correlation.groupBy.map(read), fields: correlation.fields.map(read) };
}

interface Place {
  readonly t: number;
  readonly id: string;
}

/** Undefined for an event without a time, which no window can have. */
function placeOf({ event }: CorrelatedEvent): Place | undefined {
  const t = Math.floor(Date.parse(event.eventTime ?? '') / 1000);
  return t >= 0 ? { t, id: entryId(event.eventID ?? event.ref) } : undefined;
}

/** What an event is to each part. Reads each path once. */
function correlatedIn(event: CorrelatedEvent, place: Place): (part: Part) => Correlated {
  const texts = new Map<TextsAt, readonly string[]>();
  const read = (reader: TextsAt) => {
    const found = texts.get(reader) ?? reader(event);
    texts.set(reader, found);
    return found;
  };
  return (part) => correlated(part, place, read);
}

type Read = (reader: TextsAt) => readonly string[];

function correlated({ correlation, rule, groupBy, fields }: Part, place: Place, read: Read): Correlated {
  const groups = combinationsOf(groupBy.map(read), MOST_GROUPS);
  const values = combinationsOf(fields.map(read), MOST_VALUES);
  const isAbsent = groups.combinations.length === 0 || values.combinations.length === 0;
  const all = { groups: groups.combinations.map((texts) => groupOf(correlation, texts)), values };
  return {
    counted: correlation.type === 'first_seen' ? [] : countedOf(correlation, rule, place, all),
    sightings: correlation.type === 'first_seen' ? sightingsOf(correlation, place, all) : [],
    absent: Number(isAbsent),
    omitted: isAbsent ? 0 : groups.omitted + values.omitted,
  };
}

interface GroupsAndValues {
  readonly groups: readonly Group[];
  readonly values: Combinations;
}

function countedOf(
  correlation: WindowCorrelation,
  rule: number,
  { t, id }: Place,
  { groups, values }: GroupsAndValues,
): readonly Counted[] {
  const counting = values.combinations.slice(0, valuesAGroup(correlation, groups.length));
  const keys = counting.map((texts) => keyOf(correlation, rule, id, texts));
  return groups.flatMap((group) => keys.map((key) => ({ correlation, group, entry: { t, id, rule, key } })));
}

/** How many values of an event decide: as many as the threshold satisfy every window that the event is in. */
function valuesAGroup({ threshold }: WindowCorrelation, groups: number): number {
  return Math.max(threshold, Math.floor(MOST_ENTRIES / groups));
}

function keyOf({ type }: WindowCorrelation, rule: number, id: string, texts: readonly string[]): string {
  if (type === 'value_count') return digestOf(texts).slice(0, 2 * VALUE_BYTES);
  if (type === 'event_count') return id;
  return type === 'temporal' ? String(rule) : '';
}

function sightingsOf(
  correlation: FirstSeenCorrelation,
  { t, id }: Place,
  { groups, values }: GroupsAndValues,
): readonly Sighting[] {
  return groups.flatMap((group) =>
    values.combinations.map((texts) => ({
      correlation,
      group,
      values: texts,
      key: digestOf([group.key, ...texts]),
      t,
      id,
    })),
  );
}

function together(all: readonly Correlated[]): Correlated {
  return {
    counted: all.flatMap(({ counted }) => counted),
    sightings: all.flatMap(({ sightings }) => sightings),
    absent: all.reduce((sum, { absent }) => sum + absent, 0),
    omitted: all.reduce((sum, { omitted }) => sum + omitted, 0),
  };
}
