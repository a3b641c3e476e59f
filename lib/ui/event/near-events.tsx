import { useMemo } from 'preact/hooks';
import type { PageAddress } from '../../core/explorer/page-address';
import type { FlagWord, Question } from '../../core/explorer/question';
import { inWindow, withWord } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { AskedWhenOpen } from '../parts/asked-when-open';
import { EventLinks } from '../parts/event-links';
import { Notes } from '../parts/notes';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { callerOf } from '../route/event-pivots';
import type { WholeEvent } from './shown-event';

/** Before and after, in milliseconds. */
const NEAR_MS = 5 * 60_000;

/** Neighbours that are listed; the link has all. */
const MOST = '30';

interface NearProps {
  readonly event: WholeEvent;
  readonly onOpen?: ((ref: string) => void) | undefined;
}

/** What happened five minutes before and after an event: by its caller, with its key, and by anybody. */
export function NearEvents({ event, onOpen }: NearProps) {
  const { eventTime, accessKeyId } = event;
  if (eventTime === undefined) return null;
  const caller = callerOf(event);
  const near = around(eventTime);
  const groups: readonly (readonly [string, FlagWord | undefined])[] = [
    ...(caller ? [['by the same caller', caller] as const] : []),
    ...(accessKeyId ? [['with the same access key', { flag: 'access-key', value: accessKeyId }] as const] : []),
    ['by anybody', undefined],
  ];
  return (
    <section>
      <h2>Neighbours</h2>
      {groups.map(([whose, word]) => (
        <AskedWhenOpen key={whose} title={`Five minutes around, ${whose}`}>
          {() => (
            <Listed
              ref_={event.ref}
              question={word ? withWord(near, { flag: word.flag, value: word.value ?? '' }) : near}
              onOpen={onOpen}
            />
          )}
        </AskedWhenOpen>
      ))}
    </section>
  );
}

function Listed({ ref_: ref, question, onOpen }: { ref_: string; question: Question; onOpen: NearProps['onOpen'] }) {
  const page = useMemo((): PageAddress => {
    return { page: 'events', question: withWord(question, { flag: 'limit', value: MOST }) };
  }, []);
  const answer = useAnswer('more', page);
  return (
    <>
      <Progress answer={answer} />
      <Notes answer={answer} />
      <EventLinks events={answer.rows.filter((each) => each.ref !== ref)} onOpen={onOpen} />
      <a href={hrefOf({ page: 'events', question })}>{answer.more ? 'All of them' : 'As a list of events'}</a>
    </>
  );
}

function around(eventTime: string): Question {
  const at = (shift: number) => new Date(Date.parse(eventTime) + shift).toISOString().replace('.000Z', 'Z');
  return inWindow([], at(-NEAR_MS), at(NEAR_MS));
}
