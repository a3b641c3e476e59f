import { extractRecords } from '../../../lib/app/extract/extract-records';
import { guardedStack } from '../../../lib/core/guard/guarded-stack';
import { ALL_NEIGHBOURS, type KeptNeighbours, NO_NEIGHBOURS } from '../../../lib/core/neighbours/neighbour-calls';
import { ssmRecord } from '../../log-records';
import { executeCommand, sshKey, tunnel } from '../../neighbour-records';

const GUARD = guardedStack(
  JSON.stringify({
    id: 'arn:aws:cloudformation:us-east-1:111122223333:stack/ssm-audit/1',
    prefix: 'Audit',
    known: [],
    logBucket: 'audit-logs',
  }),
  [],
);

const RECORDS = [
  ssmRecord(),
  ...Array.from({ length: 20 }, () => executeCommand({ eventName: 'DescribeTasks' })),
  executeCommand(),
  // Looks like Systems Manager's to the scanner, and is none of its calls.
  executeCommand({ userAgent: 'ssm' }),
  sshKey(),
  sshKey({ eventName: 'SendSerialConsoleSSHPublicKey' }),
  tunnel(),
  tunnel({ eventSource: 'iot.amazonaws.com' }),
];

async function extracted(neighbours: KeptNeighbours | undefined, guard = GUARD, length = 100) {
  const file = Buffer.from(JSON.stringify({ Records: RECORDS }));
  async function* chunks() {
    for (let at = 0; at < file.length; at += length) yield file.subarray(at, at + length);
  }
  const options = { related: true, guard, neighbours, parse: JSON.parse, sha256: false };
  const extraction = extractRecords(chunks(), options);
  const names: unknown[] = [];
  for await (const batch of extraction.batches) {
    for (const { damage, ...found } of batch) names.push(damage ?? ('value' in found && found.value['eventName']));
  }
  return { names, counts: extraction.counts() };
}

it.each([
  ['a guarded stack', GUARD],
  ['no guarded stack', undefined],
])('finds the calls of neighbours beside %s, in any chunks', async (_, guard) => {
  for (const length of [64, 1000, 100_000]) {
    const { names, counts } = await extracted(ALL_NEIGHBOURS, guard, length);
    expect(names).toEqual([
      'DeleteDocument',
      'ExecuteCommand',
      'ExecuteCommand',
      'SendSSHPublicKey',
      'SendSerialConsoleSSHPublicKey',
      'OpenTunnel',
    ]);
    expect(counts).toMatchObject({ records: RECORDS.length, ssmRecords: 1, neighbourRecords: 5 });
  }
});

it('finds those of the neighbours that are kept alone', async () => {
  const { names, counts } = await extracted(new Set(['ecs-exec']));
  expect(names).toEqual(['DeleteDocument', 'ExecuteCommand', 'ExecuteCommand']);
  expect(counts).toMatchObject({ neighbourRecords: 2 });
});

it.each([[undefined], [NO_NEIGHBOURS]])('finds none where none are kept, and counts none', async (neighbours) => {
  const { names, counts } = await extracted(neighbours);
  expect(names).toEqual(['DeleteDocument']);
  expect(counts).not.toHaveProperty('neighbourRecords');
});
