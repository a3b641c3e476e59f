import type { AlertRule } from '../../core/alerts/alert-rule';
import type { AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { overridden } from '../../core/alerts/configuration/rule-overrides';
import { compileMatcher, type EventMatcher } from '../../core/alerts/event-matcher';
import { jsonTestOf } from '../../core/match/json-test-of';
import { RecordNames } from '../../core/match/record-names';
import type { JsonObject } from '../../core/record/json';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { parseRef } from '../../core/rows/event-ref';
import type { StoredEvent } from '../../core/rows/stored-event';
import type { EventKind } from '../../core/rules/packed/rule-pack';
import { mayHold } from '../../core/rules/reachability';
import { LEVELS, type Rule } from '../../core/rules/rule';
import type { FoundEvent } from '../ask/find-events';
import { readRecord } from '../ask/read-record';
import { keyText } from '../ask/read-rows';
import type { EventReader } from '../ports/event-reader';
import { rowClass } from './row-class';

/** By what events are judged: rules that may match events of a kind, and what a deployment changes about rules. */
export interface JudgedBy {
  readonly rulesFor: (kind: EventKind) => readonly Rule[];
  readonly configuration: AlertConfiguration;
}

/** The rules that catch one event, the severest first; at least one. */
export type CaughtBy = readonly AlertRule[];

/** The dependencies of judging. */
export interface JudgingDependencies {
  readonly reader: Pick<EventReader, 'rows' | 'recordNames'>;
  readonly judgedBy: JudgedBy;
  /** Takes note of rows whose record cannot be read. */
  readonly corrupt: CorruptRows;
}

/** What judges events of one kind. */
interface Judge {
  readonly rules: readonly Rule[];
  /** Compiled when an event comes that a rule may catch, which few kinds have. */
  readonly match: EventMatcher;
}

/**
 * Finds out which events rules catch, as `alerts replay` does for single events: rules that only correlations count, and
 * disabled ones, catch nothing. Of rows that do not have their record, only those are read for which the fields of the row,
 * and the names of those of the record, leave a rule possible. Without a readable record, such an event is caught by the rule
 * on records that nothing could evaluate.
 */
export class CaughtEvents {
  private readonly judges = new Map<string, Judge>();

  constructor(private readonly deps: JudgingDependencies) {}

  /** What catches the events, by their refs. Others are not in the map. */
  async of(found: readonly FoundEvent[]): Promise<ReadonlyMap<string, CaughtBy>> {
    const possible = await this.possible(found);
    const records = await this.recordsOf(possible);
    const caught = possible.map(({ event }) => [event.ref, this.caughtBy(event, records.get(event.ref))] as const);
    return new Map(caught.filter(([, rules]) => rules.length > 0));
  }

  /** The events that a rule may catch, by what is known of their records. Records at hand are not asked about. */
  private async possible(found: readonly FoundEvent[]): Promise<readonly FoundEvent[]> {
    const byRows = found.filter(({ event }) => this.rulesThatMayHold(event).length > 0);
    const unread = byRows.filter(({ record }) => record === undefined).map(({ event }) => event);
    const { recordNames } = this.deps.reader;
    if (recordNames === undefined || unread.length === 0) return byRows;
    const names = await recordNames(unread.map(({ ref }) => parseRef(ref)));
    const ruledOut = new Set(unread.filter((event, place) => !this.mayBeCaughtWith(event, names[place])));
    return byRows.filter(({ event }) => !ruledOut.has(event));
  }

  private rulesThatMayHold(event: StoredEvent): readonly Rule[] {
    const known = rowClass(event);
    return this.judgeOf(event).rules.filter(({ condition }) => mayHold(condition, known));
  }

  /** Whether a record with fields of these names may be caught. Nothing is known of one without names. */
  private mayBeCaughtWith(event: StoredEvent, names: string | undefined): boolean {
    if (names === undefined) return true;
    const named = new RecordNames(names);
    return this.rulesThatMayHold(event).some(({ condition }) => jsonTestOf(condition)?.(named) ?? true);
  }

  private caughtBy(event: StoredEvent, record: JsonObject | undefined): CaughtBy {
    const rules = this.judgeOf(event)
      .match({ event, record })
      .map(({ rule }) => rule);
    return rules.sort((one, other) => LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level));
  }

  private judgeOf({ eventName, eventSource }: StoredEvent): Judge {
    const key = JSON.stringify([eventName, eventSource]);
    const judge = this.judges.get(key) ?? judgeOf(this.deps.judgedBy, { eventName, eventSource });
    this.judges.set(key, judge);
    return judge;
  }

  /** The records of events, by their refs. One that cannot be read is not in the map. */
  private async recordsOf(found: readonly FoundEvent[]): Promise<ReadonlyMap<string, JsonObject>> {
    const { reader, corrupt } = this.deps;
    const keys = found.filter(({ record }) => record === undefined).map(({ event }) => parseRef(event.ref));
    const read = keys.length === 0 ? [] : await reader.rows(keys);
    const rows = new Map(read.map((row) => [keyText(row), row]));
    const records = found.flatMap(({ event: { ref }, record }) => {
      const row = rows.get(keyText(parseRef(ref)));
      const known = record ?? (row?.record === undefined ? undefined : readRecord(row, corrupt));
      return known === undefined ? [] : [[ref, known] as const];
    });
    return new Map(records);
  }
}

function judgeOf({ rulesFor, configuration }: JudgedBy, kind: EventKind): Judge {
  const heard = rulesFor(kind).filter(({ isQuiet }) => !isQuiet);
  const rules = overridden(heard, configuration.overrides);
  let match: EventMatcher | undefined;
  return {
    rules,
    match: (observed) => {
      match ??= compileMatcher(rules, { ...configuration, topics: [] });
      return match(observed);
    },
  };
}
