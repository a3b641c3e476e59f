import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedAlerts } from '../../../lib/app/alert/expected-alerts';
import { compileSelected } from '../../../lib/core/alerts/correlations/correlating';
import type { JsonObject } from '../../../lib/core/record/json';
import { loadRules } from '../../../lib/core/rules/load-rules';
import { configuration, topic } from '../alerts/observed-events';
import { idOf } from '../correlations/generated-entries';
import { observedRecord } from './correlation-cases';
import { PACK } from './pack-files';

const FOLDER = join(PACK, 'correlations');
const { correlations } = loadRules(
  readdirSync(FOLDER)
    .filter((file) => !file.endsWith('.cases.yml'))
    .map((file) => ({ file, collection: 'pack', text: readFileSync(join(FOLDER, file), 'utf8') })),
);
const ALL = configuration(topic({ name: 'all', minimumLevel: 'low' }));

const ACCOUNT = '111122223333';
const START = Date.parse('2024-08-01T12:00:00Z');
const REGIONS = ['us-east-1', 'eu-west-1'];

const USER: JsonObject = { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/mallory`, userName: 'mallory' };

/** A session of a plain role. */
const roleSession = (name: string): JsonObject => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/ops/${name}`,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/ops`, userName: 'ops' } },
});

/** A call, so many seconds after the first. */
function call(eventName: string, seconds: number, requestParameters: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.09',
    eventSource: 'ssm.amazonaws.com',
    eventName,
    eventTime: new Date(START + seconds * 1000).toISOString().replace('.000', ''),
    eventID: idOf(JSON.stringify([eventName, seconds, requestParameters, more])),
    awsRegion: 'us-east-1',
    sourceIPAddress: '203.0.113.9',
    recipientAccountId: ACCOUNT,
    userIdentity: USER,
    requestParameters,
    ...more,
  };
}

const times = <Value>(number: number, make: (at: number) => Value) =>
  Array.from({ length: number }, (_, at) => make(at));

const regionOf = (at: number, regions: number) => ({ awsRegion: REGIONS[at % regions] ?? '' });

const nodes = (number: number) => times(number, (at) => `i-${String(at).padStart(17, '0')}`);

const sessions = (number: number, regions = 1) =>
  nodes(number).map((target, at) => call('StartSession', at, { target }, regionOf(at, regions)));

const command = (instanceIds: readonly string[], seconds: number, more: JsonObject = {}) =>
  call('SendCommand', seconds, { documentName: 'AWS-RunShellScript', instanceIds, parameters: 'HIDDEN' }, more);

const NAMES = times(42, (at) => `/credentials/attacked/credentials-${at}`);

/** Reads of ten parameters at once, which is the most that one call takes. */
const batches = (regions = 1) =>
  times(5, (at) =>
    call(
      'GetParameters',
      at,
      { names: NAMES.slice(10 * at, 10 * at + 10), withDecryption: true },
      regionOf(at, regions),
    ),
  );

const decrypted = (names = NAMES) =>
  names.map((name) => {
    const context = { PARAMETER_ARN: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter${name}` };
    const kms = { eventSource: 'kms.amazonaws.com', sourceIPAddress: 'ssm.amazonaws.com' };
    return call('Decrypt', 5, { encryptionContext: context }, kms);
  });

const byPath = times(5, (at) =>
  call('GetParametersByPath', at, { path: '/credentials', recursive: true, withDecryption: true }),
);

const DECRYPTED = 'Many parameters decrypted by one caller';
const COMMANDS = 'Commands to many machines by one caller';
const SESSIONS = 'Sessions to many machines by one caller';

/** The titles of the correlations that records raise. */
function raised(records: readonly JsonObject[]): readonly string[] {
  const expected = new ExpectedAlerts(3_600_000, compileSelected(correlations, ALL));
  for (const record of records) expected.correlate(observedRecord(record));
  return expected.alerts().map(({ title }) => title);
}

it.each<[name: string, records: readonly JsonObject[], titles: readonly string[]]>([
  ['sessions to five machines', sessions(5), [SESSIONS]],
  ['sessions in two regions', sessions(5, 2), [SESSIONS]],
  ['sessions to four machines', sessions(4), []],
  ['a command to ten machines in one call', [command(nodes(10), 0)], [COMMANDS]],
  ['commands to ten machines in ten calls', nodes(10).map((node, at) => command([node], at)), [COMMANDS]],
  ['commands in two regions', nodes(10).map((node, at) => command([node], at, regionOf(at, 2))), [COMMANDS]],
  ['a command to nine machines, sent twice', [command(nodes(9), 0), command(nodes(9), 1)], []],
  ['parameters in batches of ten', batches(), [DECRYPTED]],
  ['parameters in two regions', batches(2), [DECRYPTED]],
  ['parameters in batches, with what KMS decrypted', [...batches(), ...decrypted()], [DECRYPTED]],
  ['parameters by path, of which only KMS says the names', [...byPath, ...decrypted()], [DECRYPTED]],
  [
    'fewer parameters, by name, by ARN, with a version, and by KMS',
    [
      call('GetParameters', 0, { names: NAMES.slice(0, 10), withDecryption: true }),
      call('GetParameters', 1, { names: NAMES.slice(5, 10).map((name) => `${name}:3`), withDecryption: true }),
      call('GetParameter', 2, {
        name: `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter${NAMES[3]}`,
        withDecryption: true,
      }),
      ...decrypted(NAMES.slice(0, 24)),
    ],
    [],
  ],
  [
    'parameters listed first',
    [call('DescribeParameters', 0, {}), ...batches()],
    ['Parameters listed, then read', DECRYPTED],
  ],
  [
    "a plain role's 30 commands, each in a session of its own",
    nodes(30).map((node, at) => command([node], 60 * at, { userIdentity: roleSession(`s${at}`) })),
    [COMMANDS],
  ],
  [
    "a plain role's 42 reads, each in a session of its own",
    NAMES.map((name, at) =>
      call('GetParameter', 30 * at, { name, withDecryption: true }, { userIdentity: roleSession(`s${at}`) }),
    ),
    [DECRYPTED],
  ],
  [
    'three sessions of a caller who never had one, where sessions have been seen for a week',
    [call('StartSession', -8 * 86_400, { target: 'i-0' }, { userIdentity: roleSession('known') }), ...sessions(3)],
    ['First session of a caller', 'Caller in a network for the first time'],
  ],
])('%s', (_, records, titles) => {
  expect(raised(records)).toEqual(titles);
});
