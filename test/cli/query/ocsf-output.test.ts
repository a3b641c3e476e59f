import { isIPv4, isIPv6 } from 'node:net';
import Ajv2020 from 'ajv/dist/2020';
import { type JsonObject, valueAt } from '../../../lib/core/record/json';
import schema from '../../fixtures/ocsf-api-activity.schema.json';
import type { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

const ajv = new Ajv2020({ strict: false, allErrors: true })
  .addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .addFormat('ipv4', isIPv4)
  .addFormat('ipv6', isIPv6)
  .addFormat('hostname', /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/);
const validate = ajv.compile(schema);

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

async function lines(...words: readonly string[]): Promise<readonly JsonObject[]> {
  const { code, stdout } = await runCli(['query', '--local', samples.store, '--since', 'all', ...words]);
  expect(code).toBe(0);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

it('prints all samples as the schema of OCSF demands, as many and in the same order as in ndjson', async () => {
  const [ocsf, plain] = [await lines('--related', '--output', 'ocsf'), await lines('--related', '--output', 'ndjson')];
  expect(ocsf.length).toBeGreaterThan(150);
  for (const event of ocsf)
    expect([event['metadata'], validate(event), validate.errors]).toEqual([event['metadata'], true, null]);
  const refs = ocsf.map((event) => valueAt(event, 'unmapped', 'ssmAudit', 'ref'));
  expect(refs).toEqual(plain.map(({ ref }) => ref));
});

it('has what was asked of each call, with its secrets masked', async () => {
  const [event] = await lines('--event', 'PutParameter', '--limit', '1', '--output', 'ocsf');
  const [plain] = await lines('--event', 'PutParameter', '--limit', '1', '--output', 'ndjson', '--record');
  expect(event).toMatchObject({
    api: { request: { data: valueAt(plain, 'record', 'requestParameters') } },
  });
});

it('refuses what OCSF has no place for', async () => {
  const { code, stderr } = await runCli(['query', '--local', samples.store, '--quarantined', '--output', 'ocsf']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('OCSF has no place')]);
});
