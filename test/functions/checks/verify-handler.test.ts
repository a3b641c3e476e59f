import { gzipSync } from 'node:zlib';
import { DeleteItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Context } from 'aws-lambda';
import { KEEP_ALL_VARIABLES } from '../../../lib/app/ingest/indexing-configuration';
import type { VerifiedDays } from '../../../lib/app/verify/verify-days';
import type { VerifyEnvironment } from '../../../lib/contract/environment';
import { VERIFICATION_GROUP } from '../../../lib/contract/tables';
import { verifyDependencies } from '../../../lib/functions/checks/verify-dependencies';
import { createVerifyHandler } from '../../../lib/functions/checks/verify-handler';
import { AuditedTrail } from '../../app/audited-trail';
import { publicKeyList, REGION, signer, TRAIL } from '../../core/integrity/signed-trail';
import { AWS_SETTINGS, EMBEDDED_ACCOUNT } from '../../embedded/aws';
import { EmbeddedCloudTrail } from '../../embedded/cloudtrail';
import { createLocalAlertState, LOCAL_ALERT_STATE_TABLE } from '../../embedded/embedded-alert-state';
import { capturedLog } from '../captured-log';

const keyOfTrail = signer('trail');

/** The function first runs on the day before that of the log files. */
const BEFORE = '2026-03-01T12:00:00Z';
/** The day is over, and its last digest may still come. */
const EARLY = '2026-03-03T00:40:00Z';
/** The last digest does not come any more. */
const LATER = '2026-03-03T07:00:00Z';

/** The time of an invocation, and what is too little to begin a step, in milliseconds. */
const WHOLE_MS = 15 * 60 * 1_000;
const LITTLE_MS = 60 * 1_000;

/** A state that would put off all verification. */
const FAR = { day: '2999-01-01', configurations: [{ settings: '{}' }], revision: 2 };

let audited: AuditedTrail;
let cloudTrail: EmbeddedCloudTrail;

beforeAll(async () => {
  audited = await AuditedTrail.start({ signers: [keyOfTrail], recordsPerFile: 2 });
  cloudTrail = await EmbeddedCloudTrail.start({ ListPublicKeys: JSON.parse(publicKeyList(keyOfTrail)) });
  await createLocalAlertState(audited.ingestion.dynamodb);
});

beforeEach(() => restart());

afterAll(async () => {
  await cloudTrail.stop();
  await audited.stop();
});

describe('the verify function', () => {
  it('finds nothing on a good day, which it verifies once, and only when its last digest is there', async () => {
    expect(await run('2026-03-02T23:00:00Z')).toMatchObject({ answer: { days: [], unverified: 0 }, rows: 0 });
    const waiting = { end: 'waiting for the last digest', days: [], unverified: 1 };
    expect(await run(EARLY)).toMatchObject({ answer: waiting, days: 0, unverified: 1, rows: 0 });
    const verified = await run(LATER);
    expect(verified).toEqual({
      answer: { end: 'done', days: ['2026-03-02'], unverified: 0 },
      findings: 0,
      days: 1,
      unverified: 0,
      rows: (await everyRow()).length,
      named: [],
    });
    expect(await run(LATER)).toMatchObject({ answer: { days: [] }, rows: 0 });
    expect(cloudTrail.asked[0]).toEqual(['ListPublicKeys', { StartTime: expect.any(Number) }]);
  });

  it('tells how many days nobody has verified', async () => {
    expect(await run('2026-03-03T23:59:00Z', () => LITTLE_MS)).toMatchObject({ unverified: 1 });
    expect(await run('2026-03-04T00:01:00Z', () => LITTLE_MS)).toMatchObject({ unverified: 2 });
  });

  it('finds a forged row and a forged log file, each once, though it is interrupted again and again', async () => {
    const undo = await forge();
    const whole = await run(LATER);
    await restart();
    const runs = [];
    do runs.push(await run(LATER, fewSteps()));
    while (runs.at(-1)?.answer.end === 'out of time' && runs.length < 50);
    await undo();
    expect(whole).toMatchObject({ findings: 2, days: 1 });
    expect(runs.length).toBeGreaterThan(2);
    expect(runs.at(-1)?.answer).toEqual(whole.answer);
    expect(runs.flatMap(({ named }) => named).sort()).toEqual([...whole.named].sort());
    expect(sum(runs.map(({ findings }) => findings))).toBe(2);
    expect(sum(runs.map(({ rows }) => rows))).toBe(whole.rows);
  });

  it('lets one of two runs at the same time go on', async () => {
    const ends: string[] = [];
    const invoked = async () => void ends.push((await invoke(LATER, () => LITTLE_MS)).end);
    await capturedLog(async () => void (await Promise.all([invoked(), invoked()])));
    expect(ends.sort()).toEqual(['another run is going on', 'out of time']);
  });

  it.each([
    ['is no JSON', { verificationState: 'damaged', revision: 1 }],
    ['lies in the future', { verificationState: JSON.stringify(FAR), revision: FAR.revision }],
    ['is of another revision', { verificationState: JSON.stringify({ ...FAR, day: '2026-03-03' }), revision: 9 }],
  ])('tells a state that %s, verifies anew, finds what was forged, and goes on', async (_, damaged) => {
    const undo = await forge();
    const whole = await run(LATER);
    await putState(damaged);
    const begunAnew = await run(LATER);
    const after = await run(LATER);
    await undo();
    const told = `state of verification, damaged the row '${VERIFICATION_GROUP}' of ${LOCAL_ALERT_STATE_TABLE}`;
    expect(whole.named).toHaveLength(2);
    expect(begunAnew.named).toEqual(expect.arrayContaining([told, ...whole.named]));
    expect(begunAnew.findings).toBe(begunAnew.named.length);
    expect(begunAnew.answer.days).toHaveLength(7);
    expect(begunAnew.answer.days).toContain('2026-03-02');
    expect(after).toMatchObject({ findings: 0, answer: { end: 'done', days: [] } });
  });

  it('takes what a change of the configuration leaves out or lets expire for no finding', async () => {
    const [row] = await everyRow();
    await audited.erase('events', { eventName: row?.eventName, eventTimeId: row?.eventTimeId });
    const missing = await run(LATER);
    await restart({ EXCLUDED_EVENTS: String(row?.eventName) });
    const changed = await run(LATER);
    await audited.forge('events', row ?? {});
    expect(missing.findings).toBeGreaterThan(0);
    expect(changed).toMatchObject({ findings: 0, days: 1 });
  });
});

/** Puts this in the place of the state. */
async function putState(row: object): Promise<void> {
  const key = { matchGroup: VERIFICATION_GROUP, entryKey: 'days' };
  await audited.ingestion.dynamodb.client.send(
    new PutItemCommand({ TableName: LOCAL_ALERT_STATE_TABLE, Item: marshall({ ...key, ...row }) }),
  );
}

/** Begins again, with what the first run is told. */
async function restart(environment: Partial<VerifyEnvironment> = {}): Promise<void> {
  await audited.ingestion.dynamodb.client.send(
    new DeleteItemCommand({
      TableName: LOCAL_ALERT_STATE_TABLE,
      Key: marshall({ matchGroup: VERIFICATION_GROUP, entryKey: 'days' }),
    }),
  );
  await run(BEFORE, undefined, environment);
}

/** Edits a row, and replaces the log file of another; gives what undoes it. */
async function forge(): Promise<() => Promise<void>> {
  const rows = await everyRow();
  const [row = {}] = rows;
  const other = audited.trail.logFiles.find((key) => !String(row['logFile']).endsWith(key)) ?? '';
  await audited.forge('events', { ...row, actor: 'somebody-else' });
  await audited.put(other, gzipSync('{"Records":[]}'));
  return async () => {
    await audited.forge('events', row);
    await audited.restore(other);
  };
}

async function everyRow(): Promise<readonly Record<string, unknown>[]> {
  const { client, names } = audited.ingestion.dynamodb;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: names.events }));
  return Items.map((item) => unmarshall(item));
}

/** The time that remains, which is soon too little. */
function fewSteps(): () => number {
  let looks = 0;
  return () => {
    looks += 1;
    return looks < 14 ? WHOLE_MS : LITTLE_MS;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** Invokes the function; gives its answer, and what it logged and measured. */
async function run(now: string, remainingMs = () => WHOLE_MS, changed: Partial<VerifyEnvironment> = {}) {
  let answer: VerifiedDays = { end: 'done', days: [], unverified: 0 };
  const lines = await capturedLog(async () => {
    answer = await invoke(now, remainingMs, changed);
  });
  const metric = (name: string) => sum(lines.flatMap((line) => [line[name] ?? []].flat().map(Number)));
  return {
    answer,
    findings: metric('VerificationFindings'),
    days: metric('VerifiedDays'),
    unverified: metric('UnverifiedDays'),
    rows: metric('VerifiedRows'),
    named: lines.filter(({ level }) => level === 'ERROR').map(({ message, subject }) => `${message} ${subject}`),
  };
}

/** Invokes the function as a new execution environment. */
function invoke(now: string, remainingMs: () => number, changed: Partial<VerifyEnvironment> = {}) {
  const { bucket, dynamodb } = audited.ingestion;
  const environment: VerifyEnvironment = {
    ...KEEP_ALL_VARIABLES,
    EVENTS_TABLE_NAME: dynamodb.names.events,
    TERMS_TABLE_NAME: dynamodb.names.terms,
    DELIVERIES_TABLE_NAME: dynamodb.names.deliveries,
    ALERT_STATE_TABLE_NAME: LOCAL_ALERT_STATE_TABLE,
    LOG_BUCKET_NAME: bucket.name,
    LOG_BUCKET_REGION: AWS_SETTINGS.region,
    LOG_BUCKET_OWNER: EMBEDDED_ACCOUNT,
    LOG_PREFIX: '',
    TRAIL_ARN: `arn:aws:cloudtrail:${REGION}:111122223333:trail/${TRAIL}`,
    URL_SUFFIX: 'amazonaws.com',
    RETENTION_DAYS: '400',
    GUARDED_STACK: '',
    STACK_NAME: 'audit',
    ...changed,
  };
  const services = { s3: AWS_SETTINGS, dynamodb: dynamodb.settings, cloudTrail: cloudTrail.settings.endpoint };
  const handler = createVerifyHandler(verifyDependencies(environment, { ...services, now: () => new Date(now) }));
  return handler({}, { getRemainingTimeInMillis: remainingMs } as Context);
}
