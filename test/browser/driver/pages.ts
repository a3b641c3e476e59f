import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import type { ExplorerPage } from './explorer-page';

const { sessionId, day } = PORT_FORWARD_TO_DATABASE;

/** A page of the explorer over the samples, as somebody sees it. */
export interface SeenPage {
  readonly name: string;
  /** Its address below the base. */
  readonly path: string;
  /** What somebody does there before looking. */
  readonly opening?: (at: ExplorerPage) => Promise<void>;
}

/** An event of the sample incident: its session begins. */
export const SESSION_BEGINS = 'StartSession/2026-03-04T19:05:31Z#d66db87e-f903-4e3f-b6e1-75d56c5ed81d';

/** Each page, and what opens upon it. */
export const SEEN_PAGES: readonly SeenPage[] = [
  { name: 'events', path: '?since=2026-03-01&limit=30' },
  {
    name: 'events, all opened',
    path: `?during=${day}&no-agent&limit=12`,
    opening: async ({ page }) => {
      for (const summary of await page.locator('.coverage > summary, .numbers > summary').all()) await summary.click();
      await page.locator('.list .menu summary').first().click();
    },
  },
  {
    name: 'events with the panel',
    path: `?during=${day}&event=StartSession`,
    opening: async ({ page }) => {
      await page.locator('.list [data-row]').first().click();
      await page.locator('.event .provenance').waitFor();
    },
  },
  { name: 'events without any', path: '?actor=nobody&since=all' },
  { name: 'event', path: `event/${encodeURIComponent(SESSION_BEGINS)}` },
  { name: 'story', path: `story/session/${sessionId}` },
  { name: 'entity', path: 'entity/actor/mateo.jackson' },
  { name: 'alerts', path: 'alerts?during=2026-03' },
  {
    name: 'rule',
    path: 'alerts?during=2026-03',
    opening: (at) => at.click(at.page.locator('main [data-row]').first()),
  },
  { name: 'status', path: 'status' },
  {
    name: 'help',
    path: 'status',
    opening: async ({ page }) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'refused', path: '?since=tomorrow' },
];

/** Goes to a page and does what belongs to it. */
export async function see(at: ExplorerPage, { path, opening }: SeenPage): Promise<void> {
  await at.go(path);
  await at.quiet();
  await opening?.(at);
  await at.quiet();
}
