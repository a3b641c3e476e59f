import type { FoundEvent } from '../../app/ask/find-events';
import type { NearbyDecryption } from '../../app/ask/nearby-decryptions';
import type { Receipt } from '../../core/rows/delivery-row';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';
import { refCells } from '../event-table/ref-cells';
import { renderRecord } from '../event-table/render-record';
import type { GivenNames } from '../names/given-names';
import type { Clock } from '../render/clock';
import { type BlockStyle, type Labelled, labelledBlock } from '../render/labelled-block';
import { painted } from '../terminal/colour';
import { eventFacts } from './event-facts';
import { evidenceFacts } from './evidence-facts';
import { foldedList, foldedRecord, type Screen } from './folded-record';
import { pivots } from './pivots';

/** An event with what stands around it. */
export interface ShownEvent extends FoundEvent {
  /** What KMS decrypted for its principal in the same second, if that question makes sense. */
  readonly nearby?: readonly NearbyDecryption[] | undefined;
  /** The receipt of its log file. */
  readonly receipt?: Receipt | undefined;
}

/** How an event is shown. */
export interface EventStyle extends BlockStyle {
  /** The commands that ask the same store, without their conditions: `ssm-audit query --local x` */
  readonly query: string;
  readonly story: string;
  /** By which clock the time is told. @default UTC */
  readonly clock?: Clock;
  /** What names are looked up in, to stand behind IDs. */
  readonly names?: GivenNames | undefined;
  /** The screen that the record is folded to. Absent if the record is shown whole. */
  readonly screen?: Screen | undefined;
}

/** What shows a record whole that is longer than the screen. */
export const WHOLE_RECORD = '--record';

/**
 * One event for a person: who, what, when, where, with which key, and on what; the next questions as commands; where it comes
 * from; and last its record.
 */
export function renderWholeEvent(shown: ShownEvent, style: EventStyle): string {
  const block = (facts: readonly Labelled[]) => labelledBlock(facts, style);
  const listed = (facts: readonly Labelled[]) => (style.screen ? foldedList(facts, style.screen, moreFact) : facts);
  const title = (text: string) => ['', style.colour ? painted('bold', text) : text];
  const lines = [
    ...block(eventFacts(shown, style.clock, listed, style.names)),
    ...(shown.nearby
      ? [...title('decryptions near in time (not proof)'), ...block(listed(nearbyFacts(shown.nearby)))]
      : []),
    ...title('next questions'),
    ...commands(shown, style),
    ...title('evidence'),
    ...block(evidenceFacts(shown, shown.receipt)),
    ...title('record'),
    ...record(shown, style),
  ];
  return `${lines.join('\n')}\n`;
}

function moreFact(more: number): Labelled {
  return ['', `… ${more} more: ${WHOLE_RECORD} shows all`];
}

/** Each on a line of its own, however long that is, so that it can be copied. */
function commands({ event }: ShownEvent, { query, story, colour }: EventStyle): readonly string[] {
  const ref = refCells([event], 'id')[0] ?? event.ref;
  const asked = [`${story} ${shellWord(ref)}`, ...pivots(event).map((flags) => `${query} ${flags}`)];
  const lines = asked.map((line) => safeText(line));
  return lines.map((line) => `  ${colour ? painted('cyan', line) : line}`);
}

function nearbyFacts(nearby: readonly NearbyDecryption[]): readonly Labelled[] {
  if (nearby.length === 0) return [['', 'none found']];
  const refs = refCells(nearby, 'handle');
  return nearby.map(({ resources = [], ref }, index) => {
    const parameters = resources.filter(({ kind }) => kind === 'parameter').map(({ id }) => id);
    const cell = refs[index] ?? ref;
    const text = parameters.join(' ') || '(no parameter is named)';
    return cell === ref ? ['', `${text} ${ref}`] : [cell, text];
  });
}

function record(shown: ShownEvent, { screen }: EventStyle): readonly string[] {
  const lines = renderRecord(shown.record);
  return screen ? foldedRecord(lines, screen, WHOLE_RECORD) : lines;
}
