import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { startEmbeddedDynamoDb } from '../../lib/local/embedded-dynamodb';
import { Version1Store } from '../app/version-1-store';
import type { LocalFolder } from './local-folder';

/** Makes a local store that index version 1 has filled, and the folder of log files that it was filled from. */
export async function version1Folder(folder: LocalFolder): Promise<Version1Store> {
  const fixture = new Version1Store();
  for (const [key, content] of fixture.logFiles) await folder.write(key, content);
  const store = await startEmbeddedDynamoDb(folder.store);
  try {
    const { events, terms } = store.names;
    for (const row of fixture.events) await put(events, row);
    for (const row of fixture.terms) await put(terms, row);
  } finally {
    await store.close();
  }
  return fixture;

  /** The rows name the bucket that the files lay in: here they lie in a folder. */
  async function put(table: string, row: object): Promise<void> {
    const item = JSON.stringify(marshall(row), bytesAsText).replaceAll(`s3://${fixture.bucket}/`, `${folder.logs}/`);
    await store.client.send(new PutItemCommand({ TableName: table, Item: JSON.parse(item, textAsBytes) }));
  }
}

function bytesAsText(_: string, value: unknown): unknown {
  const bytes = (value as { type?: unknown; data?: number[] } | null) ?? {};
  if (bytes.type === 'Buffer') return { base64: Buffer.from(bytes.data ?? []).toString('base64') };
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

function textAsBytes(_: string, value: unknown): unknown {
  const text = (value as { base64?: unknown } | null)?.base64;
  return typeof text === 'string' ? Buffer.from(text, 'base64') : value;
}
