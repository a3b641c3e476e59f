import { readFile } from 'node:fs/promises';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import type { ExplorerPage } from './explorer-page';

const { sessionId, sessionName } = PORT_FORWARD_TO_DATABASE;

/** Goes by mouse from the first page to the story of the sample incident, and calls back on each page on the way. */
export async function goToStory(at: ExplorerPage, onPage: () => Promise<void> = async () => {}): Promise<void> {
  const goOn = async (name: string, inside = 'main') => {
    await at.click(at.page.locator(inside).getByRole('link', { name }).first());
    await onPage();
  };
  await goOn('StartSession', '.facets');
  await goOn(sessionName, '.list');
  await at.page.locator('.list tr', { hasText: sessionId }).locator('[data-row]').click();
  await goOn('Open as a page', '.panel');
  await goOn('Story');
}

/** The path of the file that a link leads to, as the browser keeps it. */
export async function downloadedFile({ page }: ExplorerPage, press: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return download.path();
}

/** The text of the file that a link leads to. */
export async function downloaded(at: ExplorerPage, press: () => Promise<void>): Promise<string> {
  return readFile(await downloadedFile(at, press), 'utf8');
}

/** Goes from a story to the list of its events. */
export function goToEventsOfStory(at: ExplorerPage): Promise<void> {
  return at.click(at.page.getByRole('link', { name: 'Events', exact: true }).last());
}
