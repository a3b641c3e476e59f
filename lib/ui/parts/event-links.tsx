import { timeOfRef } from '../../core/explorer/bars';
import type { ListedEvent } from '../../core/explorer/messages';
import { hrefOf } from '../route/address';
import { shownTime } from './numbers';
import { OutcomeWord } from './outcome';

interface LinksProps {
  readonly events: readonly ListedEvent[];
  readonly title?: string;
  /** Opens an event where the list is; without it, links lead to its page. */
  readonly onOpen?: ((ref: string) => void) | undefined;
}

/** A short list of events, each a link. */
export function EventLinks({ events, title, onOpen }: LinksProps) {
  if (events.length === 0) return null;
  return (
    <section>
      {title && <h2>{title}</h2>}
      <ul class="plain">
        {events.map((event) => (
          <li key={event.ref}>
            <EventLink event={event} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function EventLink({
  event: { ref, eventTime = timeOfRef(ref), eventName, actor, outcome, resources },
  onOpen,
}: Pick<LinksProps, 'onOpen'> & { event: ListedEvent }) {
  const open = (click: MouseEvent) => {
    if (!onOpen || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey) return;
    click.preventDefault();
    onOpen(ref);
  };
  return (
    <>
      <a href={hrefOf({ page: 'event', ref, question: [] })} onClick={open}>
        {shownTime(eventTime)} {eventName}
      </a>{' '}
      {actor} {!actor && resources?.map(({ id }) => id).join(', ')} <OutcomeWord outcome={outcome} />
    </>
  );
}
