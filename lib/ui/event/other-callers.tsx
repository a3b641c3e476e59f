import { ACTORS } from '../entity/entity-document';
import { OtherProfile } from '../entity/other-profile';
import { AskedWhenOpen } from '../parts/asked-when-open';
import { mainResources } from '../route/event-pivots';
import { entityOf } from '../route/pivots';
import type { WholeEvent } from './shown-event';

/** Things of which it is offered: the resource table leads to the others. */
const MOST = 5;

/** Who else touched the things of an event, asked of the store when somebody opens it. */
export function OtherCallers({ event }: { event: WholeEvent }) {
  const things = mainResources(event).flatMap((pivot) => {
    const page = entityOf(pivot);
    return page?.page === 'entity' ? [{ page, title: `${pivot.kind} ${pivot.value}` }] : [];
  });
  if (things.length === 0) return null;
  return (
    <section>
      <h2>Who else touched it</h2>
      {things.slice(0, MOST).map(({ page, title }) => (
        <AskedWhenOpen key={title} title={title}>
          {() => <OtherProfile page={page} list={ACTORS} />}
        </AskedWhenOpen>
      ))}
    </section>
  );
}
