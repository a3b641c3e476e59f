import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SqliteConnection } from '../../lib/adapters/sqlite/sqlite-connection';
import type { ReadableStore } from '../../lib/app/ports/readable-store';
import type { JsonObject } from '../../lib/core/record/json';
import { LocalStoreNotFilledError, readLocalStore } from '../../lib/local/local-store';
import { databaseFile } from '../../lib/local/local-store-folder';
import type { SignedTrail } from '../core/integrity/signed-trail';
import { type DayFile, isKept } from './generated-day';

/** The IDs of the events that each log file must become, by its path. */
export type ExpectedEvents = ReadonlyMap<string, readonly string[]>;

/** What the log files of a trail must become, read without this project's extraction. `pathOf` says where a file is. */
export function expectedEvents({ objects, logFiles }: SignedTrail, pathOf: (key: string) => string): ExpectedEvents {
  const files = logFiles.map((key) => ({ key, content: objects.get(key)?.body ?? Buffer.alloc(0) }));
  return expectedOf(files, pathOf);
}

/** What log files must become, in the same way. */
export function expectedOf(files: readonly DayFile[], pathOf: (key: string) => string): ExpectedEvents {
  return new Map(
    files.map(({ key, content }) => {
      const { Records } = JSON.parse(gunzipSync(content).toString());
      const kept = (Records as readonly JsonObject[]).filter(isKept);
      return [pathOf(key), kept.map(({ eventID }) => String(eventID))] as const;
    }),
  );
}

/**
 * What is wrong with a store as it stands: a receipt that is done promises all events of its file, each once. Looks at a copy,
 * because the library keeps files open for a while, and with them what this process knows of the log.
 */
export async function brokenPromises(store: string, expected: ExpectedEvents): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ssm-audit-proof-'));
  try {
    for (const file of await readdir(store).catch(() => [])) {
      if (!file.endsWith('-shm')) await copyFile(join(store, file), join(folder, file));
    }
    return await brokenIn(folder, expected);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function brokenIn(folder: string, expected: ExpectedEvents): Promise<readonly string[]> {
  const opened = openedStore(folder);
  if (opened === undefined) return [];
  try {
    const { store } = opened;
    const ids = await storedIds(store);
    const known = new Set(ids);
    const problems = ids.length === known.size ? [] : [`doubled: ${ids.length - known.size}`];
    for (const [file, promised] of expected) {
      const receipt = await store.receipts.find({ bucket: '', key: file });
      const lost = receipt?.state === 'done' ? promised.filter((id) => !known.has(id)) : [];
      if (lost.length > 0) problems.push(`lost of ${file}, which is done: ${lost.length}`);
    }
    return [...problems, ...damage(folder)];
  } finally {
    opened.close();
  }
}

/** What SQLite finds wrong with the pages of a store. */
function damage(folder: string): readonly string[] {
  const connection = new SqliteConnection(databaseFile(folder), { access: 'read' });
  try {
    const found = connection.all('PRAGMA integrity_check').map(([line]) => String(line));
    return found.filter((line) => line !== 'ok').map((line) => `damaged: ${line}`);
  } finally {
    connection.close();
  }
}

function openedStore(folder: string) {
  try {
    return readLocalStore(folder);
  } catch (error) {
    if (error instanceof LocalStoreNotFilledError) return undefined;
    throw error;
  }
}

async function storedIds(store: ReadableStore): Promise<readonly string[]> {
  const { reader } = store.reading();
  const ids: string[] = [];
  for (const value of await reader.catalogue('')) {
    const request = { partition: { table: 'events', value }, since: undefined, until: undefined } as const;
    const page = { ...request, oldestFirst: true, limit: 1_000_000, withRecord: false, after: undefined };
    ids.push(
      ...(await reader.page(page)).rows.map(({ eventTimeId }) => eventTimeId.slice(eventTimeId.indexOf('#') + 1)),
    );
  }
  return ids;
}
