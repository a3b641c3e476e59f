import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { verifyStoredRows } from '../../../lib/app/verify/verify-stored-rows';
import { StoredTerms } from '../../../lib/app/verify/verify-stored-terms';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { eventRowOf } from '../../../lib/core/rows/row-codec';
import { REGION } from '../../core/integrity/signed-trail';
import { MemoryAudit } from './memory-audit';

const WINDOW = { since: '2026-03-01T00:00:00Z', until: '2026-03-03T00:00:00Z', region: undefined };

let audit: MemoryAudit;

beforeEach(async () => {
  audit = await MemoryAudit.indexed({ hours: 1 });
});

async function verify(options: Partial<Omit<typeof WINDOW, 'region'>> & { region?: string } = {}) {
  const terms = new StoredTerms(audit.tables, INDEX_EVERYTHING);
  const add = jest.spyOn(terms, 'add');
  const all = { ...WINDOW, ...options };
  const corrupt = new CorruptRows();
  await verifyStoredRows(audit.tables, audit.records, terms, all, audit.findings, corrupt);
  return add.mock.calls.map(([row]) => row);
}

/** Puts a row beside a genuine one, of the same record. */
function forge(changes: object) {
  const [key = '', row = {}] = [...audit.tables.events][0] ?? [];
  const forged = eventRowOf({ ...row, ...changes }, 'Events');
  audit.tables.events.set(`${key}-forged`, { ...row, ...changes });
  return formatRef(forged);
}

it('looks at every row of the window in the order of time, and hands its terms on', async () => {
  const rows = await verify();
  expect(rows).toHaveLength(audit.tables.events.size);
  const times = rows.map(({ eventTimeId }) => eventTimeId);
  expect(times).toEqual([...times].sort());
  expect(audit.findings.result()).toMatchObject({ invalid: [], unsigned: [] });
});

it('finds a row that no signed log file has made', async () => {
  const ref = forge({ eventTimeId: '2026-03-02T00:30:00Z#forged' });
  await verify();
  expect(audit.findings.result().invalid).toEqual([{ subject: ref, reason: 'its record belongs under another key' }]);
});

it('looks at no row outside of the window, nor of another region', async () => {
  forge({ eventTimeId: '2026-03-02T00:30:00Z#forged' });
  await verify({ until: '2026-03-02T00:00:00Z', since: '2026-03-01T00:00:00Z' });
  await verify({ region: 'eu-west-1' });
  expect(audit.findings.result().invalid).toEqual([]);
  await verify({ region: REGION });
  expect(audit.findings.result().invalid).toHaveLength(1);
});
