import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import type { SampleLogFile } from '../../../samples/log-file';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { PROJECT_ROOT } from '../../../scripts/project-root';
import { BEGIN, type Signer, signedDigest, signer } from '../../core/integrity/signed-trail';
import { contextOf } from '../../infra/situations';
import type { CdkApp } from '../cdk-app';
import { DeployedStack } from '../deployed-stack';
import { ACCOUNT, type Emulator } from '../emulator';
import type { Step } from '../life';
import type { AwsRequest } from './aws-call';
import { judged } from './judged-calls';
import { RecordedAws } from './recorded-aws';

const STACK = 'ssm-audit';
/** The samples are of one week, and have to stand whenever this is run. */
const RETENTION_DAYS = 3_650;
const INDEXED_WITHIN_MS = 5 * 60_000;
const DRIVEN_WITHIN_MS = 8 * 60_000;
const HOUR_MS = 60 * 60 * 1000;
const DRIVE = join(PROJECT_ROOT, 'test', 'browser', 'deployed', 'main.ts');
const TSX = join(PROJECT_ROOT, 'node_modules', '.bin', 'tsx');
const { sessionId, region } = PORT_FORWARD_TO_DATABASE;

const run = promisify(execFile);

/** The samples on a stack, explored in a browser, and whether the policies for auditors are right for that. */
export async function exploredByAuditors(emulator: Emulator, app: CdkApp): Promise<readonly Step[]> {
  const context = {
    ...contextOf('new trail'),
    'ssm-audit:verifyRows': true,
    'ssm-audit:retentionDays': RETENTION_DAYS,
  };
  app.deploy(app.synthesize(STACK, context));
  const stack = await DeployedStack.find(emulator, STACK);
  const by = signer('ours');
  await deliverSamples(stack, by);
  const aws = await RecordedAws.start(emulator.endpoint, (request) => publicKeys(request, by));
  try {
    const env = { ...process.env, ...emulator.environment() };
    const options = { cwd: PROJECT_ROOT, env, timeout: DRIVEN_WITHIN_MS };
    const { stdout } = await run(TSX, [DRIVE, STACK, aws.endpoint], options);
    const steps: readonly Step[] = JSON.parse(stdout);
    return [...steps, ...judged(aws.requests, emulator, stack)];
  } finally {
    await aws.stop();
  }
}

/** Delivers the log files of the samples' week in our account, and the digest over that of the incident. */
async function deliverSamples(stack: DeployedStack, by: Signer): Promise<void> {
  const files = sampleDeliveries().filter(({ key }) => key.startsWith(`AWSLogs/${ACCOUNT}/`) && key.includes('/2026/'));
  for (const { key, body } of files) await stack.announce(await stack.put({ key, body: gzipSync(body), events: 0 }));
  await deliverDigest(stack, files, by);
  for (const until = Date.now() + INDEXED_WITHIN_MS; Date.now() < until; await sleep(2000)) {
    if (stack.askLater('reconcile', '--since', '2026-03-01', '--account', ACCOUNT).code === 0) return;
  }
  throw new Error(`${files.length} log files of the samples were not indexed within ${INDEXED_WITHIN_MS} ms`);
}

/** A digest of the hour in which the incident's log file was delivered, as CloudTrail would sign it. */
async function deliverDigest(stack: DeployedStack, files: readonly SampleLogFile[], by: Signer): Promise<void> {
  const file = files.find(({ key, body }) => key.includes(`/${region}/`) && body.includes(sessionId));
  const [, year, month, day, hours, minutes] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(file?.key ?? '') ?? [];
  if (!file) throw new Error('no sample has the incident');
  const deliveredAt = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:00Z`);
  const hour = Math.floor((deliveredAt - Date.parse(BEGIN)) / HOUR_MS);
  const [, , , homeRegion, , resource = ''] = stack.output('TrailArn').split(':');
  const trail = `${resource.split('/').at(-1)}_${homeRegion}`;
  const bucket = stack.output('LogBucketName');
  const { key, object } = signedDigest({ bucket, hour, by, files: [file], previous: undefined, trail, region });
  await stack.put({ key, body: object.body, events: 0 }, object.metadata);
}

/** What CloudTrail says of its keys, which the emulator does not know. */
function publicKeys(request: AwsRequest, by: Signer): object | undefined {
  if (!String(request.headers['x-amz-target']).endsWith('.ListPublicKeys')) return undefined;
  const [from, to] = ['2026-01-01', '2036-01-01'].map((day) => Date.parse(day) / 1000);
  const key = { Value: by.publicKey, Fingerprint: by.fingerprint, ValidityStartTime: from, ValidityEndTime: to };
  return { PublicKeyList: [key] };
}
