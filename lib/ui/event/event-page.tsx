import type { PageAddress } from '../../core/explorer/page-address';
import { useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { Heading } from '../parts/heading';
import { Notes } from '../parts/notes';
import { shownRef } from '../route/shown-ref';
import { EventView } from './event-view';
import type { EventDocument } from './shown-event';

/** One event whole. */
export function EventPage({ page }: { page: PageAddress & { readonly page: 'event' } }) {
  const answer = useAnswer('event', page);
  const found = answer.document as EventDocument | undefined;
  return (
    <>
      <Heading title={shownRef(found?.event.ref ?? page.ref)} />
      <Command text={answer.asked?.command} />
      <Notes answer={answer} />
      <EventView answer={answer} question={[]} />
    </>
  );
}
