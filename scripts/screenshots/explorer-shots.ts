import type { Page } from 'playwright-core';

/** A page of the explorer that is shown. */
export interface ExplorerShot {
  readonly name: string;
  /** Its address below the base. */
  readonly path: string;
  /** What somebody does there before looking. */
  readonly opening?: (page: Page) => Promise<void>;
}

const SESSION = 'pat.candella-h5j7l3n2q4s6u5w7y3b2d4f6k7';
/** The event that began the session. */
const REF = 'StartSession/2026-03-04T19:05:31Z#d66db87e-f903-4e3f-b6e1-75d56c5ed81d';

/** Each page, and what opens upon it, by the names of their pictures. */
export const EXPLORER_SHOTS: readonly ExplorerShot[] = [
  { name: 'events', path: '' },
  {
    name: 'panel',
    path: '?during=2026-03-04&event=StartSession',
    opening: (page) => page.locator('.list [data-row]').first().click(),
  },
  { name: 'event', path: `event/${encodeURIComponent(REF)}` },
  { name: 'story', path: `story/session/${SESSION}` },
  { name: 'entity', path: 'entity/actor/mateo.jackson' },
  { name: 'alerts', path: 'alerts?during=2026-03' },
  {
    name: 'rule',
    path: 'alerts?during=2026-03',
    opening: (page) => page.locator('main [data-row]').first().click(),
  },
  { name: 'status', path: 'status' },
  {
    name: 'help',
    path: 'status',
    opening: async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
];
