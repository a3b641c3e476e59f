import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { StoredTerms } from '../../../lib/app/verify/verify-stored-terms';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { eventRowOf } from '../../../lib/core/rows/row-codec';
import { MemoryAudit } from './memory-audit';

let audit: MemoryAudit;

beforeEach(async () => {
  audit = await MemoryAudit.indexed({ hours: 1, recordsPerFile: 12 });
});

const rows = () => [...audit.tables.events.values()].map((each) => eventRowOf(each, 'Events'));

async function verify(since = '2026-03-01T00:00:00Z', until = '2026-03-03T00:00:00Z') {
  const terms = new StoredTerms(audit.tables, INDEX_EVERYTHING);
  for (const row of rows()) terms.add(row);
  await terms.verify(since, until, audit.findings);
  return audit.findings.result().invalid;
}

/** Puts a copy of a term of an event, with other values. */
function forge(changes: object) {
  const term = [...audit.tables.termRows.values()].find((each) => String(each['term']).startsWith('actor=')) ?? {};
  audit.tables.termRows.set('forged', { ...term, ...changes });
  return String(term['term']);
}

it('finds nothing wrong with the terms that ingestion made', async () => {
  expect(await verify()).toEqual([]);
});

it('finds a term that leads to no event', async () => {
  const term = forge({ eventTimeIdName: '2026-03-02T00:30:00Z#forged#StartSession', eventName: 'StartSession' });
  expect(await verify()).toEqual([
    {
      subject: 'StartSession/2026-03-02T00:30:00Z#forged',
      reason: `the term ${term} leads to it, but it does not exist`,
    },
  ]);
});

it('finds a term that leads to an event of something else', async () => {
  const term = forge({});
  const other = rows().find(({ actor }) => actor !== undefined && !term.startsWith(`actor=${actor}#`));
  if (!other) throw new Error('every event is of one actor');
  forge({ eventTimeIdName: `${other.eventTimeId}#${other.eventName}`, eventName: other.eventName });
  expect(await verify()).toContainEqual({
    subject: formatRef(other),
    reason: `the term ${term} leads to it, but it has no such term`,
  });
});

it('looks at the terms of the window alone', async () => {
  forge({ eventTimeIdName: '2026-03-02T00:30:00Z#forged#StartSession', eventName: 'StartSession' });
  expect(await verify('2026-03-02T00:31:00Z')).toEqual([]);
});

it('takes a term of an event whose record cannot be read for granted', async () => {
  for (const [key, row] of audit.tables.events) audit.tables.events.set(key, { ...row, record: Buffer.from('x') });
  expect(await verify()).toEqual([]);
});
