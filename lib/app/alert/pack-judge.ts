import { UNEVALUATED_RULE } from '../../core/alerts/alert-rule';
import type { AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import type { ObservedEvent } from '../../core/alerts/observed-event';
import type { JsonObject } from '../../core/record/json';
import { plainPartition } from '../../core/rows/event-keys';
import type { EventRow } from '../../core/rows/event-row';
import { readRecordAttribute } from '../../core/rows/record-attribute';
import { type StoredEvent, storedEvent } from '../../core/rows/stored-event';
import { type CompiledPack, type EventKind, PackRules } from '../../core/rules/packed/rule-pack';
import type { RowJudge } from '../ports/judging/row-judge';
import { JudgedKinds } from './judged-kinds';
import { keptCatchText } from './kept-catch';

/** Nothing is changed about the rules of the pack. */
const UNCHANGED: AlertConfiguration = {
  topics: [],
  overrides: { disabled: [], levels: new Map() },
  deployers: [],
};

/**
 * Judges rows by the rules of a pack alone, as `CaughtEvents` does when their records are read. Of a row without a record, or
 * of one that nothing can evaluate, it says nothing: what catches that is for whoever asks to find out.
 */
export class PackJudge implements RowJudge {
  private readonly kinds: JudgedKinds;
  /** What is kept where nothing catches the event, as nearly always. */
  private readonly nothing: string;

  constructor(
    pack: CompiledPack,
    private readonly fingerprint: string,
  ) {
    const rules = new PackRules(pack);
    this.kinds = new JudgedKinds({ rulesFor: (kind) => rules.for(kind), configuration: UNCHANGED });
    this.nothing = keptCatchText(fingerprint, []);
  }

  judge(row: EventRow): string | undefined {
    // The name of a record in quarantine can be anything: all rules would be compiled for it.
    if (row.quarantineReason !== undefined || row.record === undefined) return undefined;
    const { rules, match } = this.kinds.of(kindOf(row));
    if (rules.length === 0) return this.nothing;
    const matches = match(new StoredRow(row));
    if (matches.length === 0) return this.nothing;
    const ids = matches.map(({ rule }) => rule.id);
    return ids.includes(UNEVALUATED_RULE.id) ? undefined : keptCatchText(this.fingerprint, ids);
  }
}

/** The name and the source of a row's event, as `storedEvent` gives them with all the rest. */
function kindOf({ eventName, eventSource, marks }: EventRow): EventKind {
  return { eventName: marks?.eventName ?? plainPartition(eventName), eventSource };
}

/** What a reader sees of a row: most are not caught, and of these no field is looked at. */
class StoredRow implements ObservedEvent {
  readonly record: JsonObject;

  constructor(private readonly row: EventRow) {
    this.record = readRecordAttribute(row.record);
  }

  get event(): StoredEvent {
    return storedEvent(this.row);
  }
}
