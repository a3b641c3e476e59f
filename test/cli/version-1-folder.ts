import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { FORMER_CATALOGUE_TERM } from '../../lib/contract/tables';
import type { EventRow } from '../../lib/core/rows/event-row';
import type { TermRow } from '../../lib/core/rows/term-row';
import { writeLocalStore } from '../../lib/local/local-store';
import { Version1Store } from '../app/version-1-store';
import type { LocalFolder } from './local-folder';
import { TamperedStore } from './tampered-store';

/**
 * Makes a local store with the rows of index version 1, and the folder of log files that it was filled from. In a store
 * that is there, they replace newer ones.
 */
export async function version1Folder(folder: LocalFolder): Promise<Version1Store> {
  const fixture = new Version1Store();
  for (const [key, content] of fixture.logFiles) await folder.write(key, content);
  const { store, close } = await writeLocalStore(folder.store);
  const isInCatalogue = ({ term }: TermRow) => term === FORMER_CATALOGUE_TERM;
  const [catalogued, terms] = [true, false].map((isWanted) =>
    (fixture.terms.map(localised) as unknown as TermRow[]).filter((row) => isInCatalogue(row) === isWanted),
  );
  for (const { eventTimeIdName } of catalogued ?? [])
    await store.events.addPartition({ partition: eventTimeIdName, oldestVersion: 1 }, NO_DEADLINE);
  for (const row of fixture.events.map(localised)) await store.events.putNew(row as unknown as EventRow, NO_DEADLINE);
  await store.events.putTerms(terms ?? [], NO_DEADLINE);
  close();
  const tampered = new TamperedStore(folder.store);
  for (const row of fixture.events.map(localised)) tampered.putEvent(row);
  for (const { eventTimeIdName } of catalogued ?? []) tampered.putOlderPartition(eventTimeIdName);
  tampered.close();
  return fixture;

  /** The rows name the bucket that the files lay in: here they lie in a folder. */
  function localised(row: object): Record<string, unknown> {
    const { record, ...attributes } = row as { readonly record?: unknown };
    const text = JSON.stringify(attributes).replaceAll(`s3://${fixture.bucket}/`, `${folder.logs}/`);
    return { ...JSON.parse(text), ...(record !== undefined && { record }) };
  }
}
