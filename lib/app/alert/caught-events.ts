import { jsonTestOf } from '../../core/match/json-test-of';
import { RecordNames } from '../../core/match/record-names';
import type { JsonObject } from '../../core/record/json';
import type { CorruptRows } from '../../core/rows/corrupt-rows';
import { parseRef } from '../../core/rows/event-ref';
import type { StoredEvent } from '../../core/rows/stored-event';
import { mayHold } from '../../core/rules/reachability';
import type { Rule } from '../../core/rules/rule';
import type { FoundEvent } from '../ask/find-events';
import { readRecord } from '../ask/read-record';
import { keyText } from '../ask/read-rows';
import type { EventReader } from '../ports/event-reader';
import { type JudgedBy, JudgedKinds } from './judged-kinds';
import { rowClass } from './row-class';
import { type CaughtBy, severestFirst } from './severest-first';

/** The dependencies of judging. */
export interface JudgingDependencies {
  readonly reader: Pick<EventReader, 'rows' | 'recordNames'>;
  readonly judgedBy: JudgedBy;
  /** Takes note of rows whose record cannot be read. */
  readonly corrupt: CorruptRows;
}

/**
 * Finds out which events rules catch, as `alerts replay` does for single events: rules that only correlations count, and
 * disabled ones, catch nothing. Of rows that do not have their record, only those are read for which the fields of the row,
 * and the names of those of the record, leave a rule possible. Without a readable record, such an event is caught by the rule
 * on records that nothing could evaluate.
 */
export class CaughtEvents {
  private readonly kinds: JudgedKinds;

  constructor(private readonly deps: JudgingDependencies) {
    this.kinds = new JudgedKinds(deps.judgedBy);
  }

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
    return this.kinds.of(event).rules.filter(({ condition }) => mayHold(condition, known));
  }

  /** Whether a record with fields of these names may be caught. Nothing is known of one without names. */
  private mayBeCaughtWith(event: StoredEvent, names: string | undefined): boolean {
    if (names === undefined) return true;
    const named = new RecordNames(names);
    return this.rulesThatMayHold(event).some(({ condition }) => jsonTestOf(condition)?.(named) ?? true);
  }

  private caughtBy(event: StoredEvent, record: JsonObject | undefined): CaughtBy {
    const matches = this.kinds.of(event).match({ event, record });
    return severestFirst(matches.map(({ rule }) => rule));
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
