import { gzipSync } from 'node:zlib';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoDbEventReader } from '../../../lib/adapters/dynamodb/dynamodb-event-reader';
import { ReadMeter } from '../../../lib/adapters/dynamodb/read-meter';
import { isSound, type Verification } from '../../../lib/core/integrity/verification';
import { conflictKey, QUARANTINE_PARTITION } from '../../../lib/core/rows/event-keys';
import { formatRef } from '../../../lib/core/rows/event-ref';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { rowsOfEvent, rowsOfTerm, type StoredRow } from '../../adapters/dynamodb/stored-rows';
import { signer } from '../../core/integrity/signed-trail';
import { heartbeatRecord, type logFile as logFileOf, logKey, ssmRecord } from '../../log-records';
import { AuditedTrail } from '../audited-trail';

const by = signer('own');

let audited: AuditedTrail;

/** A row that is no agent's, so that it has many terms, and the terms that lead to it. */
let row: StoredRow;
let terms: readonly StoredRow[];

beforeAll(async () => {
  audited = await AuditedTrail.start({ signers: [by], recordsPerFile: 8 });
  const rows = await everyRow();
  row = rows.find(({ actor, marks }) => actor !== undefined && marks === undefined) ?? {};
  terms = await termsOf(row);
});

afterAll(() => audited.stop());

describe('verifyTrail with rows', () => {
  it('passes rows and terms as they were indexed', async () => {
    const verification = await audited.verify({ rows: true });
    expect(wrong(verification)).toEqual([]);
    expect(verification.rows).toMatchObject({ compared: true, unsigned: [] });
    expect(verification.rows.valid).toBe((await everyRow()).length);
    expect(verification.rows.valid).toBeGreaterThan(10);
    expect(isSound(verification)).toBe(true);
  });

  const EDITS: readonly (readonly [of: string, edit: object, reason: string])[] = [
    ['its actor', { actor: 'somebody-else' }, 'it differs from its record in actor'],
    ['its record', { record: {} }, 'it differs from its record in record'],
    [
      'its outcome and one more attribute',
      { outcome: 'throttled', note: 'x' },
      'it differs from its record in note, outcome',
    ],
    ['its index version', { indexVersion: 0 }, 'its indexVersion is 0'],
    ['its hash', { recordSha256: '00' }, 'belongs here instead'],
    ['its log file', { logFile: 's3://elsewhere/AWSLogs/a.json.gz' }, 'its log file does not belong to the trail'],
    ['its place', { recordIndex: 999 }, 'its log file has no such record at its place'],
    ['its expiry, to hide it', { expiresAt: 1 }, 'it expires before its time'],
  ];

  describe('of which each was edited', () => {
    let edited: readonly StoredRow[];
    let found: readonly (readonly string[])[];

    beforeAll(async () => {
      edited = (await everyRow()).slice(0, EDITS.length);
      for (const [index, [, edit]] of EDITS.entries()) await audited.forge('events', { ...edited[index], ...edit });
      found = wrong(await audited.verify({ rows: true }));
      for (const each of edited) await audited.forge('events', each);
    });

    it.each(EDITS.map(([of, , reason], index) => [of, index, reason] as const))('finds %s', (_, index, reason) => {
      expect(edited).toHaveLength(EDITS.length);
      expect(found).toContainEqual([refOf(edited[index] ?? {}), expect.stringContaining(reason)]);
    });
  });

  it('finds a deleted row', async () => {
    await audited.erase('events', keyOf(row));
    const verification = await audited.verify({ rows: true });
    await audited.forge('events', row);
    expect(verification.rows.missing).toEqual([{ subject: refOf(row), reason: expect.stringContaining('has no row') }]);
  });

  it.each<[string, () => StoredRow, string]>([
    [
      'of a log file that no digest lists',
      () => ({ eventTimeId: forgedId(), logFile: unsignedFile() }),
      'no digest of its time',
    ],
    [
      'of a record that its log file has, under another time',
      () => ({ eventTimeId: forgedId() }),
      'belongs under another key',
    ],
    ['as a second one of a record, as if in conflict', () => conflictOf(row), 'another row already has its record'],
    ['of a hash of its own', () => ({ eventTimeId: forgedId(), recordSha256: '00' }), 'no such record at its place'],
  ])('finds a forged row, %s', async (_, change, reason) => {
    const forged = { ...row, ...change() };
    await audited.forge('events', forged);
    const verification = await audited.verify({ rows: true });
    await audited.erase('events', keyOf(forged));
    expect(wrong(verification)).toContainEqual([refOf(forged), expect.stringContaining(reason)]);
  });

  it("finds a row that somebody has moved among the agent's own calls, with its terms and its partition", async () => {
    const hidden = { ...row, eventName: `${row['eventName']}#agent` };
    const eventTimeIdName = `${row['eventTimeId']}#${hidden.eventName}`;
    const leading = await everyTermOf(row);
    for (const term of leading) {
      await audited.erase('terms', { term: term['term'], eventTimeIdName: term['eventTimeIdName'] });
      await audited.forge('terms', { ...term, eventName: hidden.eventName, eventTimeIdName });
    }
    await audited.erase('events', keyOf(row));
    await audited.forge('events', hidden);
    await audited.forge('deliveries', { folder: '#catalogue', fileName: hidden.eventName, indexVersion: 2 });
    const verification = await audited.verify({ rows: true });
    await audited.erase('deliveries', { folder: '#catalogue', fileName: hidden.eventName });
    await audited.erase('events', keyOf(hidden));
    await audited.forge('events', row);
    for (const term of leading) {
      await audited.erase('terms', { term: term['term'], eventTimeIdName });
      await audited.forge('terms', term);
    }
    expect(leading.length).toBeGreaterThan(terms.length);
    expect(wrong(verification)).toEqual([[refOf(hidden), expect.stringContaining('its record is none of them')]]);
  });

  it('finds a deleted term', async () => {
    const [term] = terms;
    await audited.erase('terms', { term: term?.['term'], eventTimeIdName: term?.['eventTimeIdName'] });
    const verification = await audited.verify({ rows: true });
    await audited.forge('terms', term ?? {});
    expect(verification.rows.missing).toEqual([{ subject: refOf(row), reason: `it has no term ${term?.['term']}` }]);
  });

  it('finds an edited term', async () => {
    const [term] = terms;
    await audited.forge('terms', { ...term, outcome: 'throttled' });
    const verification = await audited.verify({ rows: true });
    await audited.forge('terms', term ?? {});
    expect(wrong(verification)).toEqual([[refOf(row), expect.stringContaining('differs from it in outcome')]]);
  });

  it('finds a forged term, that leads to no event or to one that is not of it', async () => {
    const others = (await everyRow()).filter(({ actor }) => actor !== row['actor']);
    const forged = [
      { ...terms[0], eventTimeIdName: `${forgedId()}#${row['eventName']}` },
      {
        ...terms[0],
        ...keyOf(others[0] ?? {}),
        eventTimeIdName: `${others[0]?.['eventTimeId']}#${others[0]?.['eventName']}`,
      },
    ];
    for (const term of forged) await audited.forge('terms', term);
    const verification = await audited.verify({ rows: true });
    for (const { term, eventTimeIdName } of forged as StoredRow[])
      await audited.erase('terms', { term, eventTimeIdName });
    expect(wrong(verification).map(([, reason]) => reason)).toEqual(
      expect.arrayContaining([expect.stringContaining('it does not exist'), expect.stringContaining('no such term')]),
    );
  });

  it('finds that the catalogue does not name a partition any more', async () => {
    const entry = { folder: '#catalogue', fileName: row['eventName'] };
    await audited.erase('deliveries', entry);
    const verification = await audited.verify({ rows: true });
    await audited.forge('deliveries', { ...entry, indexVersion: row['indexVersion'] });
    expect(wrong(verification)).toContainEqual([refOf(row), 'the catalogue does not name its partition']);
  });

  it('compares no rows with a log file that is not what was signed', async () => {
    const key = audited.trail.logFiles[0] ?? '';
    await audited.put(key, gzipSync('{"Records":[]}'));
    const verification = await audited.verify({ rows: true });
    await audited.restore(key);
    expect(verification.files.invalid).toHaveLength(1);
    expect(verification.rows).toMatchObject({ invalid: [], missing: [] });
    expect(verification.rows.unsigned.length).toBeGreaterThan(0);
  });
});

describe('verifyTrail with rows that look odd and are genuine', () => {
  it('passes records that came twice, that conflict, that are quarantined, and rows of a busy name and of the agent', async () => {
    const record = ssmRecord({ eventTime: '2026-03-02T00:10:00Z' });
    const corrected = { ...record, userAgent: 'corrected' };
    const nameless = { ...ssmRecord({ eventTime: '2026-03-02T00:10:00Z' }), eventName: '' };
    const busy = ssmRecord({ eventName: 'Busy', eventTime: '2026-03-02T00:10:00Z' });
    const reports = [0, 1, 2, 3].map(() => heartbeatRecord({ eventTime: '2026-03-02T00:10:00Z' }));
    const bodies = [[record, nameless], [record, corrected], [busy], reports].map((records) => ({
      key: newKey(),
      body: textOf(records),
    }));
    const odd = await AuditedTrail.start({
      signers: [by],
      files: bodies,
      spread: new Map([['Busy', 5]]),
      agentSpread: new Map([['UpdateInstanceInformation', 3]]),
    });
    const verification = await odd.verify({ rows: true });
    const { dynamodb } = odd.ingestion;
    const reader = new DynamoDbEventReader(dynamodb, new ReadMeter());
    const partitions = await reader.catalogue('');
    await odd.stop();
    expect(partitions).toEqual(
      expect.arrayContaining([
        QUARANTINE_PARTITION,
        expect.stringMatching(/^Busy#\d/),
        expect.stringContaining('#agent'),
      ]),
    );
    expect(wrong(verification)).toEqual([]);
    expect(verification.rows).toMatchObject({ valid: 9, unsigned: [] });
  });

  it('passes records that cannot be read, with what was mended of them or their place alone', async () => {
    const text = JSON.stringify(ssmRecord({ eventTime: '2026-03-02T00:10:00Z', userAgent: 'HERE' }));
    const records = [text, text.replace('HERE', '\xff'), text.replace('HERE', '\\x'), text.replace('"HERE"', 'tru')];
    const body = Buffer.from(`{"Records":[${records}]}`, 'latin1');
    const damaged = await AuditedTrail.start({ signers: [by], files: [{ key: newKey(), body }] });
    const verification = await damaged.verify({ rows: true });
    await damaged.stop();
    expect(wrong(verification)).toEqual([]);
    expect(verification.rows).toMatchObject({ valid: 4, unsigned: [] });
  });
});

function newKey(): string {
  return logKey('20260302T0015Z').replace('2024/03/01', '2026/03/02');
}

function textOf(records: Parameters<typeof logFileOf>[0]): string {
  return JSON.stringify({ Records: records });
}

async function everyRow(): Promise<readonly StoredRow[]> {
  const { dynamodb } = audited.ingestion;
  const partitions = await new DynamoDbEventReader(dynamodb, new ReadMeter()).catalogue('');
  return (await Promise.all(partitions.map((name) => rowsOfEvent(dynamodb, name)))).flat();
}

/** The terms of an event that a test can know without the code under test: those of some fields that it has. */
async function termsOf(event: StoredRow): Promise<readonly StoredRow[]> {
  const rows = await rowsOfTerm(audited.ingestion.dynamodb, `accessKeyId=${event['accessKeyId']}`);
  return rows.filter(({ eventTimeIdName }) => eventTimeIdName === `${event['eventTimeId']}#${event['eventName']}`);
}

/** All terms of an event, whatever they are. */
async function everyTermOf(event: StoredRow): Promise<readonly StoredRow[]> {
  const { client, names } = audited.ingestion.dynamodb;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: names.terms }));
  const name = `${event['eventTimeId']}#${event['eventName']}`;
  return Items.map((item) => unmarshall(item)).filter(({ eventTimeIdName }) => eventTimeIdName === name);
}

function keyOf({ eventName, eventTimeId }: StoredRow): { eventName: unknown; eventTimeId: unknown } {
  return { eventName, eventTimeId };
}

function refOf(stored: StoredRow): string {
  return formatRef({ eventName: String(stored['eventName']), eventTimeId: String(stored['eventTimeId']) });
}

function forgedId(): string {
  return '2026-03-02T00:30:00Z#forged';
}

function unsignedFile(): string {
  return String(row['logFile']).replace(/_[^_]+\.json\.gz$/, '_forgedforgedforg.json.gz');
}

function conflictOf(stored: StoredRow): StoredRow {
  const { eventTimeId } = conflictKey(stored as unknown as EventRow, String(stored['recordSha256']));
  return { eventTimeId, marks: { conflict: true }, actor: 'somebody-else' };
}

function wrong({ rows }: Verification): readonly (readonly string[])[] {
  return [...rows.invalid, ...rows.missing].map(({ subject, reason }) => [subject, reason]);
}
