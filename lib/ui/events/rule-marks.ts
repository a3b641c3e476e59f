import { useMemo } from 'preact/hooks';
import { PAGE_FLAGS, type PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import type { Answer } from '../answer/use-answer';
import { useAnswer } from '../answer/use-answer';
import type { RaisedAlert } from '../route/raised-alert';
import { strongestByRef } from '../route/strongest-level';

/** The strongest level of the rules that catch an event, by the reference to it. */
export type RuleMarks = ReadonlyMap<string, string>;

/** What the rules catch of the events that are listed. It is asked once these are there: they come first. */
export function useRuleMarks(answer: Answer, question: Question): RuleMarks {
  const isReady = answer.phase === 'ended' && answer.rows.length > 0;
  const page = useMemo(() => (isReady ? alertsPage(question) : undefined), [isReady, answer.asked]);
  const { document } = useAnswer('alerts', page);
  const { rows } = answer;
  return useMemo(() => {
    const listed = new Set(rows.map(({ ref }) => ref));
    const all = strongestByRef((document ?? []) as readonly RaisedAlert[]);
    return new Map([...all].filter(([ref]) => listed.has(ref)));
  }, [document, rows]);
}

function alertsPage(question: Question): PageAddress {
  return { page: 'alerts', question: question.filter(({ flag }) => PAGE_FLAGS.alerts.includes(flag)) };
}
