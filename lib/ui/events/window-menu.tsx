import type { Bar } from '../../core/explorer/bars';
import { flagWords } from '../../core/explorer/command-words';
import type { ConditionWord, Question } from '../../core/explorer/question';
import { excluding, inWindow, narrowedTo, windowOf } from '../../core/explorer/question-moves';
import { timePrefixes } from '../../core/explorer/time-prefixes';
import { CopyButton } from '../parts/copy';
import { shownSpan } from '../parts/numbers';
import { hrefOf } from '../route/address';
import { excludedHref } from '../route/pivots';

/** The most conditions that leaving out a window may take: an address with more is nothing that anybody reads. */
const MOST_PREFIXES = 8;

/** What a bar covers. */
export type WindowBar = Pick<Bar, 'since' | 'until' | 'parts'>;

interface MenuProps {
  readonly bar: WindowBar;
  readonly question: Question;
}

/** What else can be done with a bar: its time and each of its outcomes can be kept or left out, opened, copied. */
export function WindowItems({ bar: { since, until, parts }, question }: MenuProps) {
  const only = inWindow(question, since, until);
  const without = withoutWindow(question, since, until);
  const flags = flagWords(windowOf(only)).join(' ');
  return (
    <ul>
      <li>
        <span class="of">
          time <b>{shownSpan(since, until)}</b>
        </span>
        <span class="moves">
          <a href={hrefOf({ page: 'events', question: only })}>Only</a>
          {without && <a href={hrefOf({ page: 'events', question: without })}>Exclude</a>}
          <a href={hrefOf({ page: 'alerts', question: windowOf(only) })}>Alerts</a>
          <CopyButton text={flags} what="the time" />
        </span>
      </li>
      {parts.map(({ outcome, count }) => (
        <li key={outcome}>
          <span class="of">
            outcome <b>{outcome}</b> ({count})
          </span>
          <span class="moves">
            <a href={hrefOf({ page: 'events', question: narrowedTo(only, { flag: 'outcome', value: outcome }) })}>
              Only
            </a>
            <a href={excludedHref(question, { flag: 'outcome', value: outcome })}>Exclude</a>
          </span>
        </li>
      ))}
    </ul>
  );
}

const WHERE: ConditionWord = 'where';

/** The question without the events of a window. Undefined where that takes too many conditions. */
function withoutWindow(question: Question, since: string, until: string): Question | undefined {
  return timePrefixes(since, until, MOST_PREFIXES)?.reduce(
    (before, prefix) => excluding(before, { flag: WHERE, value: `eventTime|startswith=${prefix}` }),
    question,
  );
}
