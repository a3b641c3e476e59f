import { gzipSync } from 'node:zlib';
import { type JudgedEvent, verifyEvent } from '../../../lib/app/verify/verify-event';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { signer } from '../../core/integrity/signed-trail';
import { AuditedTrail } from '../audited-trail';

const by = signer('own');

let audited: AuditedTrail;
let event: JudgedEvent;

beforeAll(async () => {
  audited = await AuditedTrail.start({ signers: [by, by] });
  const { reader } = audited.dependencies();
  const [name = ''] = await reader.catalogue('');
  const request = {
    since: undefined,
    until: undefined,
    oldestFirst: true,
    limit: 1,
    withRecord: false,
    after: undefined,
  };
  const { rows } = await reader.page({ ...request, partition: { table: 'events', value: name } });
  const [row] = rows;
  if (row?.logFile === undefined) throw new Error('expected a row with its log file');
  event = { ref: formatRef(row), logFile: row.logFile };
});
afterAll(() => audited.stop());

const verdict = (judged = event) => verifyEvent(audited.dependencies(), judged);

it('is valid where the event is what its log file has, and a digest signs that', async () => {
  expect(await verdict()).toEqual({ verdict: 'valid', findings: [] });
});

it('is invalid where the log file has other content', async () => {
  const key = audited.dependencies().bucket.keyOf(event.logFile ?? '') ?? '';
  await audited.put(key, gzipSync('{"Records":[]}'));
  expect(await verdict()).toMatchObject({
    verdict: 'invalid',
    findings: expect.arrayContaining([expect.objectContaining({ what: 'files', subject: event.logFile })]),
  });
  await audited.restore(key);
});

it('is not told by what is wrong with others', async () => {
  const other = audited.trail.logFiles.find((key) => !event.logFile?.endsWith(key)) ?? '';
  await audited.put(other, gzipSync('{"Records":[]}'));
  expect(await verdict()).toMatchObject({ verdict: 'valid' });
  await audited.restore(other);
});

it('is unknown for what is not of this bucket, or has no time of delivery', async () => {
  for (const logFile of [
    's3://elsewhere/AWSLogs/a.json.gz',
    '/tmp/a.json',
    event.logFile?.replace(/\d{8}T\d{4}Z/, 'x'),
  ])
    expect(await verdict({ ref: event.ref, ...(logFile && { logFile }) })).toEqual({
      verdict: 'unknown',
      findings: [],
    });
  expect(await verdict({ ref: event.ref })).toEqual({ verdict: 'unknown', findings: [] });
});
