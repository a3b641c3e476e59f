import { useMemo } from 'preact/hooks';
import { ENTITY_KINDS, type PageAddress } from '../../core/explorer/page-address';
import { withWord } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { type CountedValue, type EntityDocument, LISTS } from '../entity/entity-document';
import { ValueTable } from '../entity/value-table';
import { AskedWhenOpen } from '../parts/asked-when-open';
import { Notes } from '../parts/notes';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { mainResources } from '../route/event-pivots';
import { entityOf } from '../route/pivots';
import type { WholeEvent } from './shown-event';

/** Things of which it is offered: the resource table leads to the others. */
const MOST = 5;

type EntityAddress = PageAddress & { readonly page: 'entity' };

/** Who else touched the things of an event, asked of the store when somebody opens it. */
export function OtherCallers({ event }: { event: WholeEvent }) {
  const things = mainResources(event).flatMap((pivot) => {
    const page = entityOf(pivot);
    return page?.page === 'entity' ? [page] : [];
  });
  if (things.length === 0) return null;
  return (
    <section>
      <h2>Who else touched it</h2>
      {things.slice(0, MOST).map((page) => (
        <AskedWhenOpen key={`${page.kind} ${page.value}`} title={`${page.kind} ${page.value}`}>
          {() => <Callers page={page} />}
        </AskedWhenOpen>
      ))}
    </section>
  );
}

function Callers({ page }: { page: EntityAddress }) {
  const asked = useMemo(() => page, []);
  const answer = useAnswer('entity', asked);
  const found = answer.document as EntityDocument | undefined;
  const question = withWord([], { flag: ENTITY_KINDS[page.kind], value: page.value });
  const callers = LISTS.find(({ list }) => list === 'byActor');
  return (
    <>
      <Progress answer={answer} />
      <Notes answer={answer} />
      {found && callers && (
        <ValueTable {...callers} values={(found['byActor'] ?? []) as readonly CountedValue[]} question={question} />
      )}
      <a href={hrefOf(page)}>Everything about it</a>
    </>
  );
}
