import type { TimelineBucket } from '../../core/explorer/outcome-timeline';
import type { Question } from '../../core/explorer/question';
import { OUTCOMES } from '../../core/record/outcome';
import { PivotMenu } from '../parts/menu';
import { grouped } from '../parts/numbers';
import { narrowedHref } from '../route/pivots';

const SIZE = 12;

/** Which outcome is drawn how, with counts: each narrows the question. */
export function Legend({
  question,
  buckets,
  hasMarks,
}: {
  question: Question;
  buckets: readonly TimelineBucket[];
  hasMarks: boolean;
}) {
  return (
    <span class="legends">
      {OUTCOMES.map((outcome) => (
        <span key={outcome} class="legend">
          <a class="narrows" href={narrowedHref(question, { flag: 'outcome', value: outcome })}>
            <svg width={SIZE} height={SIZE} aria-hidden="true">
              <rect class={`part ${outcome}`} width={SIZE} height={SIZE} />
              {outcome !== 'success' && <rect fill={`url(#pattern-${outcome})`} width={SIZE} height={SIZE} />}
            </svg>{' '}
            {outcome} {grouped(buckets.reduce((sum, { counts }) => sum + counts[outcome], 0))}
          </a>
          <PivotMenu
            pivots={[{ flag: 'outcome', value: outcome }]}
            question={question}
            label={`More about the outcome ${outcome}`}
          />
        </span>
      ))}
      {hasMarks && (
        <span class="legend">
          <svg width={SIZE} height={SIZE} viewBox="0 -9 12 12" aria-hidden="true">
            <path class="caught" d="M3 -7h6l-3 5z" />
          </svg>{' '}
          a rule catches something
        </span>
      )}
    </span>
  );
}
