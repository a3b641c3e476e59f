import { useMemo, useState } from 'preact/hooks';
import { type Question, valuesOf } from '../../core/explorer/question';
import type { Answer } from '../answer/use-answer';
import { grouped } from '../parts/numbers';
import { ListBlockOf } from './list-block';
import { listBlocks } from './list-blocks';
import type { RuleMarks } from './rule-marks';
import { useWholeInPrint } from './whole-in-print';

const COLUMNS = ['Time (UTC)', 'Outcome', 'Event', 'Who', 'What', 'Where', 'Address'];

/** A panel takes the place of two columns: whatever spans all must not span more. */
const COLUMNS_BESIDE_PANEL = 6;

/** On paper, nothing can be unfolded later. */
const ALL = { has: () => true };

interface ListProps {
  readonly answer: Answer;
  readonly question: Question;
  readonly marks: RuleMarks;
  /** The event that the panel shows first. */
  readonly opened: string | undefined;
  readonly onOpen: (ref: string) => void;
}

/** The events, one line each, under the days on which they happened. What is far from the screen is drawn when it comes near. */
export function EventList({ answer, question, marks, opened, onOpen }: ListProps) {
  const { rows, phase, more } = answer;
  const oldestFirst = valuesOf(question, 'oldest-first').length > 0;
  const blocks = useMemo(() => listBlocks(rows, oldestFirst), [rows, oldestFirst]);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const isPrinted = useWholeInPrint();
  if (rows.length === 0)
    return <div class="list">{phase === 'ended' && <p class="empty">No event answers this question.</p>}</div>;
  const isWhole = !more && phase === 'ended';
  const lines = blocks.reduce((sum, block) => sum + block.lines.length, 0);
  return (
    <div class="list">
      <table class="rows" aria-rowcount={isWhole ? lines + 1 : -1}>
        <caption>
          {grouped(rows.length)} events{isWhole ? '' : ' so far'}
          {lines < rows.length && `, ${grouped(rows.length - lines)} of them decryptions under their reads`}.{' '}
          <span class="muted">* can have changed something; a letter: a rule catches it</span>
        </caption>
        <thead>
          <tr aria-rowindex={1}>
            {COLUMNS.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span class="hidden">More</span>
            </th>
          </tr>
        </thead>
        {blocks.map((block, at) => (
          <ListBlockOf
            key={block.key}
            block={block}
            columns={opened === undefined ? COLUMNS.length + 1 : COLUMNS_BESIDE_PANEL}
            question={question}
            marks={marks}
            unfolded={isPrinted ? ALL : unfolded}
            isKept={at === 0 || isPrinted || block.lines.some(({ event }) => event.ref === opened)}
            onOpen={onOpen}
            onFold={(ref) => setUnfolded((before) => toggled(before, ref))}
          />
        ))}
      </table>
      {more && (
        <p class="more">
          {more.text}.{' '}
          <button type="button" onClick={() => answer.goOn('more', more.address)}>
            Show more
          </button>
        </p>
      )}
    </div>
  );
}

function toggled(refs: ReadonlySet<string>, ref: string): ReadonlySet<string> {
  const next = new Set(refs);
  if (!next.delete(ref)) next.add(ref);
  return next;
}
