import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PageAddress } from '../../core/explorer/page-address';
import { AlertsPage } from '../alerts/alerts-page';
import { EntityPage } from '../entity/entity-page';
import { EventPage } from '../event/event-page';
import { EventsPage } from '../events/events-page';
import { LIVE_REGION } from '../parts/announce';
import { HEADING_ID, Heading } from '../parts/heading';
import { BASE } from '../route/address';
import { followLinks, type Route, useRoute } from '../route/route';
import { StatusPage } from '../status/status-page';
import { StoryPage } from '../story/story-page';
import { Header } from './header';
import { Help } from './help';
import { listenToKeys } from './keys';
import { News } from './news';

/** The page: what stands above all pages, and the one that the address asks for. */
export function App() {
  const route = useRoute();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    followLinks();
    listenToKeys(() => dialog.current?.showModal());
  }, []);
  useLayoutEffect(() => window.scrollTo(0, route.scroll), [route]);
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById(HEADING_ID)?.focus()}>
        To the content
      </button>
      <Header page={route.asked.page} onHelp={() => dialog.current?.showModal()} />
      <main>
        <News />
        <Shown route={route} />
      </main>
      <Help dialog={dialog} />
      <div id={LIVE_REGION} class="hidden" role="status" aria-live="polite" />
    </>
  );
}

function Shown({ route: { asked, move, asking } }: { route: Route }) {
  if (!asked.page) {
    return (
      <div key={move}>
        <Heading title={asked.isPage ? 'The address makes no sense' : 'No such page'} />
        <p class="banner problem">{asked.error}</p>
        <p>
          <a href={BASE}>Show the events of the last days</a>
        </p>
      </div>
    );
  }
  return pageOf(asked.page, move, asking);
}

/** Pages about one thing begin anew with every move; the list of events stays, so that focus stays where somebody filters. */
function pageOf(page: PageAddress, move: number, asking: number) {
  switch (page.page) {
    case 'events':
      return <EventsPage key={`events ${asking}`} page={page} />;
    case 'event':
      return <EventPage key={move} page={page} />;
    case 'story':
      return <StoryPage key={move} page={page} />;
    case 'entity':
      return <EntityPage key={move} page={page} />;
    case 'alerts':
      return <AlertsPage key={move} page={page} />;
    case 'status':
      return <StatusPage key={move} page={page} />;
  }
}
