import { NO_DEADLINE } from '../../../../lib/app/ports/deadline';
import type { ReceiptStore } from '../../../../lib/app/ports/receipt-store';
import type { WorkInHand } from '../../../../lib/app/ports/work-in-hand';
import { NO_COUNTS, type Receipt, receiptKey } from '../../../../lib/core/rows/delivery-row';
import { type LocalStore, localStoreInMemory } from '../../../../lib/local/local-store';

const LOCATION = { bucket: '', key: '/logs/one.json.gz' };

const BEGUN: Receipt = {
  ...receiptKey(LOCATION),
  ...NO_COUNTS,
  logFile: LOCATION.key,
  state: 'unfinished',
  eTag: 'new',
  bytes: 0,
  origin: 'delivery',
  indexVersion: 1,
  finishedAt: '2024-03-01T10:06:00Z',
};

let local: LocalStore;
let receipts: ReceiptStore;
let work: WorkInHand;

beforeEach(() => {
  local = localStoreInMemory();
  receipts = local.store.receipts;
  work = local.store.workInHand;
});

afterEach(() => local.close());

async function trouble(): Promise<readonly string[]> {
  const found = await local.store.reading().receipts.trouble({ since: '2024-03-01T00:00:00Z' });
  return found.receipts.map(({ logFile, state }) => `${logFile} ${state}`);
}

it('shows the file in hand among trouble, until the work ends', async () => {
  await work.begin(() => BEGUN, NO_DEADLINE);
  expect(await trouble()).toEqual(['/logs/one.json.gz unfinished']);
  await work.begin(() => ({ ...BEGUN, logFile: '/logs/two.json.gz' }), NO_DEADLINE);
  expect(await trouble()).toEqual(['/logs/two.json.gz unfinished']);
  await work.end();
  expect(await trouble()).toEqual([]);
});

it('puts what a killed process left among the receipts, once', async () => {
  await work.recover();
  expect(await receipts.find(LOCATION, NO_DEADLINE)).toBeUndefined();
  await work.begin(() => BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION, NO_DEADLINE)).toMatchObject({ state: 'unfinished', eTag: 'new' });
  expect(await trouble()).toEqual(['/logs/one.json.gz unfinished']);
});

it('leaves a receipt of the same content as it stands, and replaces one of other content', async () => {
  await receipts.put({ ...BEGUN, nextRecord: 7 }, NO_DEADLINE);
  await work.begin(() => BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION, NO_DEADLINE)).toMatchObject({ nextRecord: 7 });
  await receipts.put({ ...BEGUN, state: 'done', eTag: 'old' }, NO_DEADLINE);
  await work.begin(() => BEGUN, NO_DEADLINE);
  await work.recover();
  expect(await receipts.find(LOCATION, NO_DEADLINE)).toMatchObject({ state: 'unfinished', eTag: 'new' });
});
