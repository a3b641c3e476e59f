import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '../../../samples/seeded-random';
import { idOf } from '../../core/correlations/generated-entries';
import { runCli } from '../run-cli';

const START = Date.parse('2026-03-05T10:00:00Z');

/** What a role of a pipeline does in an hour: commands to thirty machines, and forty-two parameters decrypted. */
const RECORDS = [
  ...Array.from({ length: 30 }, (_, at) =>
    call('SendCommand', at * 60, { documentName: 'AWS-RunShellScript', instanceIds: [machine(at)] }),
  ),
  ...Array.from({ length: 42 }, (_, at) =>
    call('GetParameter', at * 80, { name: `/prod/app/secret-${at}`, withDecryption: true }),
  ),
];

function machine(at: number): string {
  return `i-${String(at).padStart(17, '0')}`;
}

function call(eventName: string, seconds: number, requestParameters: object): object {
  return {
    eventVersion: '1.10',
    eventSource: 'ssm.amazonaws.com',
    eventName,
    eventTime: new Date(START + seconds * 1000).toISOString().replace('.000', ''),
    eventID: idOf(`${eventName} ${seconds}`),
    awsRegion: 'eu-central-1',
    recipientAccountId: '111122223333',
    sourceIPAddress: '198.51.100.7',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/ci-role/build-12',
      sessionContext: { sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/ci-role' } },
    },
    requestParameters,
  };
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What `alerts test` prints for records, so many a file. */
async function printed(name: string, records: readonly object[], perFile: number): Promise<string> {
  mkdirSync(join(folder, name));
  for (let from = 0; from < records.length; from += perFile) {
    const body = JSON.stringify({ Records: records.slice(from, from + perFile) });
    writeFileSync(join(folder, name, `${String(from).padStart(3, '0')}.json`), body);
  }
  const { code, stdout } = await runCli(['alerts', 'test', join(folder, name), '--output', 'json']);
  expect(code).toBe(0);
  return stdout;
}

it('prints the same for the same records, however they are shuffled, doubled and split', async () => {
  const first = await printed('whole', RECORDS, RECORDS.length);
  const alerts: { title: string; count: number }[] = JSON.parse(first);
  expect(alerts.map(({ title, count }) => [title, count])).toEqual(
    expect.arrayContaining([
      ['Commands to many machines by one caller', 10],
      ['Many parameters decrypted by one caller', 25],
    ]),
  );
  const random = SeededRandom.of('order');
  expect(await printed('shuffled', random.shuffled([...RECORDS]), RECORDS.length)).toBe(first);
  const doubled = random.shuffled([...RECORDS, ...RECORDS.slice(10, 60)]);
  expect(await printed('doubled', doubled, doubled.length)).toBe(first);
  expect(await printed('split', doubled, 7)).toBe(first);
});
