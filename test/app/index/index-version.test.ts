import { findEvents } from '../../../lib/app/ask/find-events';
import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { KNOWN_VERSIONS } from '../../../lib/app/index/index-version';
import { indexLogFile } from '../../../lib/app/ingest/index-log-file';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { expectedRows } from '../../../lib/app/verify/expected-rows';
import { Findings } from '../../../lib/app/verify/findings';
import { RowVerifier } from '../../../lib/app/verify/verify-rows';
import { StoredTerms } from '../../../lib/app/verify/verify-stored-terms';
import type { Verified } from '../../../lib/core/integrity/verification';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { type EventRow, INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { eventRowOf } from '../../../lib/core/rows/row-codec';
import { wholeRow } from '../../../lib/core/rows/term-fields';
import { Version1Store } from '../version-1-store';

const NOW = new Date('2026-03-10T00:00:00Z');

/** What the rows of a log file say that version 1 read. */
const FIRST_VERSION = 1;

const store = new Version1Store();
const { tables } = store;

it('knows its own version and those before', () => {
  expect(KNOWN_VERSIONS).toEqual([INDEX_VERSION, FIRST_VERSION]);
});

describe('a store that version 1 wrote', () => {
  it('verifies, rows and terms, by what that version made of each record', async () => {
    const { valid, ...wrong } = await verified(FIRST_VERSION);
    expect(Object.values(wrong).flat()).toEqual([]);
    expect(valid).toBeGreaterThanOrEqual(store.events.length);
  });

  it('is found out where a row says something else than its record made then', async () => {
    const [key, row] = [...tables.events].find(([each]) => each.startsWith('SendCommand')) ?? [];
    tables.events.set(String(key), { ...row, actor: 'mallory' });
    const { invalid } = await verifiedRows(FIRST_VERSION);
    tables.events.set(String(key), row ?? {});
    expect(invalid).toContainEqual({ subject: expect.any(String), reason: 'it differs from its record in actor' });
  });

  it('is found out where a row is gone, but for records that version 1 passed over', async () => {
    const [key, row] = [...tables.events].find(([each]) => each.startsWith('SendCommand')) ?? [];
    tables.events.delete(String(key));
    const { missing } = await verifiedRows(FIRST_VERSION);
    tables.events.set(String(key), row ?? {});
    expect(missing).toContainEqual({ subject: expect.any(String), reason: expect.stringMatching(/has no row$/) });
  });

  it('answers every question by a term as it did', async () => {
    const refsBy = refsByTerm();
    for (const [term, refs] of refsBy) {
      const asked = askedBy(term);
      const above = pathsAbove(term).flatMap((path) => refsBy.get(path) ?? []);
      const answer = asked ? await found(asked) : refs;
      expect([term, answer.filter((ref) => refs.includes(ref) || !above.includes(ref))]).toEqual([term, refs]);
    }
  });
});

it('verifies and answers where reading again was interrupted: terms are new, rows are not', async () => {
  const { events, termRows } = tables;
  const before = [new Map(events), new Map(termRows)] as const;
  const interrupted = Object.assign(Object.create(tables), {
    refresh: async () => {
      throw new Error('interrupted');
    },
  });
  for (const [key, content] of store.logFiles) await readAgain(key, content, interrupted, 'interrupted');
  const { valid, ...wrong } = await verified(FIRST_VERSION);
  expect(Object.values(wrong).flat()).toEqual([]);
  expect(valid).toBeGreaterThanOrEqual(store.events.length);
  expect(new Set(allRows().map(({ indexVersion }) => indexVersion))).toEqual(new Set([FIRST_VERSION]));
  for (const [term, refs] of refsByTerm()) {
    const asked = askedBy(term);
    if (asked) expect([term, await found(asked)]).toEqual([term, expect.arrayContaining([...refs])]);
  }
  events.clear();
  termRows.clear();
  for (const [key, row] of before[0]) events.set(key, row);
  for (const [key, row] of before[1]) termRows.set(key, row);
});

describe('the same store, its log files read again', () => {
  beforeAll(async () => {
    for (const [key, content] of store.logFiles) await readAgain(key, content);
  });

  it('has no second row of any record, and each row is of the version of now', () => {
    const rows = allRows();
    const known = new Set(store.events.map((row) => formatRef(eventRowOf(row, 'Events'))));
    expect(rows.filter((row) => !known.has(formatRef(row)))).toEqual([]);
    expect(rows).toHaveLength(known.size);
    expect(new Set(rows.map(({ indexVersion }) => indexVersion))).toEqual(new Set([INDEX_VERSION]));
  });

  it('verifies, what is left of the first terms included', async () => {
    const { valid, ...wrong } = await verified(INDEX_VERSION);
    expect(Object.values(wrong).flat()).toEqual([]);
    expect(valid).toBeGreaterThanOrEqual(store.events.length);
  });

  it('is found out where one of the first terms, which nothing replaces, says something else', async () => {
    const [key, row] = [...tables.termRows].find(([each]) => /^eventID=.{36}\n/.test(each)) ?? [];
    tables.termRows.set(String(key), { ...row, actor: 'mallory' });
    const { invalid } = await verifiedRows(INDEX_VERSION);
    tables.termRows.set(String(key), row ?? {});
    expect(invalid).toContainEqual({
      subject: expect.any(String),
      reason: expect.stringMatching(/^its term eventID=.* actor$/),
    });
  });

  it('answers every question by a term with no less', async () => {
    for (const [term, refs] of refsByTerm()) {
      const asked = askedBy(term);
      if (asked) expect([term, await found(asked)]).toEqual([term, expect.arrayContaining([...refs])]);
    }
  });

  it('finds events by their handles as well, which version 1 had no term for', async () => {
    for (const row of store.events.slice(0, 20)) {
      const { eventID, eventTimeId, eventName } = eventRowOf(row, 'Events');
      if (tables.termRows.has(`eventID=${eventID}\n${eventTimeId}#${eventName}`))
        expect(tables.termRows.has(`eventID=${eventID?.slice(0, 8)}\n${eventTimeId}#${eventName}`)).toBe(true);
    }
  });
});

/** Compares all rows with what the log files make, and all terms with the rows. */
async function verified(readBy: number): Promise<Verified> {
  const findings = new Findings();
  await verifyRows(readBy, findings);
  const terms = new StoredTerms(tables, INDEX_EVERYTHING);
  for (const row of allRows()) terms.add(row);
  await terms.verify('2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z', findings);
  return findings.result();
}

/** Compares all rows, and the terms that lead to them, with what the log files make. */
async function verifiedRows(readBy: number): Promise<Verified> {
  const findings = new Findings();
  await verifyRows(readBy, findings);
  return findings.result();
}

async function verifyRows(readBy: number, findings: Findings): Promise<void> {
  const verifier = new RowVerifier({ reader: tables, terms: tables, now: () => NOW });
  for (const [key, content] of store.logFiles) {
    const logFile = `s3://${store.bucket}/${key}`;
    const expected = expectedRows({ logFile, key, chunks: chunksOf(content) }, INDEX_EVERYTHING, NOW);
    for await (const batch of expected.batches) await verifier.verify(batch, logFile, findings, readBy);
  }
}

async function* chunksOf(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

async function readAgain(key: string, content: Buffer, into = tables, failing?: string): Promise<void> {
  const source = {
    logFile: `s3://${store.bucket}/${key}`,
    origin: 'backfill' as const,
    deliveredAt: undefined,
    now: NOW,
  };
  const file = { ...source, chunks: chunksOf(content), fromRecord: 0, isReread: true };
  const { failure } = await indexLogFile(
    { events: new EventWriter(into), indexing: INDEX_EVERYTHING },
    file,
    NO_DEADLINE,
  );
  if (failing === undefined) expect(failure).toBeUndefined();
}

function allRows(): readonly EventRow[] {
  return [...tables.events.values()].map((row) => eventRowOf(row, 'Events'));
}

/** The refs that each term of the fixture leads to, sorted. */
function refsByTerm(): ReadonlyMap<string, readonly string[]> {
  const refs = new Map<string, string[]>();
  for (const row of store.terms) {
    const term = String(row['term']);
    if (term !== 'catalogue=Events') refs.set(term, [...(refs.get(term) ?? []), formatRef(wholeRow(row))].sort());
  }
  return refs;
}

/** The terms of the paths above a parameter, whose reads may have read it. */
function pathsAbove(term: string): readonly string[] {
  const name = term.slice('resource='.length);
  const paths = [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index) || '/');
  return term.startsWith('resource=/') ? ['/', ...paths].map((path) => `resource=${path}`) : [];
}

/** The question that a term answers, as people ask it. */
function askedBy(term: string): Partial<EventQuery> | undefined {
  const [field, value] = [term.slice(0, term.indexOf('=')), term.slice(term.indexOf('=') + 1)];
  const names = {
    eventID: 'eventIds',
    accessKeyId: 'accessKeys',
    actor: 'actors',
    role: 'roles',
    sourceIPAddress: 'sourceAddresses',
    error: 'errors',
    resource: 'resources',
  } as const;
  if (field === 'outcome') return value === 'denied' ? { denied: true, related: true } : undefined;
  const name = names[field as keyof typeof names];
  return { [name]: [value], related: true };
}

async function found(asked: Partial<EventQuery>): Promise<readonly string[]> {
  const refs: string[] = [];
  for await (const { event } of findEvents({ reader: tables, now: () => NOW }, planned(asked))) refs.push(event.ref);
  return refs.sort();
}
