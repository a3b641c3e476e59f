import { TemporaryTexts } from '../../../lib/adapters/sqlite/evidence/temporary-texts';
import { type AnswersToCompare, compareAnswers } from '../../../lib/app/evidence/check-answer';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { INDEX_VERSION } from '../../../lib/core/rows/event-row';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { streamOf } from './memory-package';

const LOG_FILE = 's3://logs/a.json.gz';

function answer(id: string, fields: Partial<StoredEvent> = {}) {
  const event: StoredEvent = {
    ref: `GetParameter/${id}`,
    eventName: 'GetParameter',
    outcome: 'success',
    logFile: LOG_FILE,
    ...fields,
  };
  return { event, recordIndex: 0, recordSha256: id };
}

function proofOf({ event, recordIndex, recordSha256 }: ReturnType<typeof answer>): VerifiedEvent {
  const { ref, logFile = '' } = event;
  return { ref, logFile, recordIndex, recordSha256, indexVersion: INDEX_VERSION, verdict: 'proven' };
}

const [one, two] = [answer('1'), answer('2')];

async function compared(
  change: Partial<{ [name in keyof AnswersToCompare]: unknown }> & {
    again?: readonly ReturnType<typeof answer>[];
  } = {},
) {
  const packaged = (change.packaged ?? [one, two]) as readonly ReturnType<typeof answer>[];
  const verified = (change.verified ?? packaged.map(proofOf)) as readonly VerifiedEvent[];
  const again = change.again ?? [one, two];
  const [proofs, waiting] = [new TemporaryTexts(), new TemporaryTexts()];
  const found = await compareAnswers({
    packaged: streamOf(packaged),
    verified: streamOf(verified),
    again: streamOf(again.map(({ event, ...evidence }) => ({ event, evidence }))),
    isShipped: () => true,
    isLeftOut: () => false,
    proofs,
    waiting,
    ...(change.isShipped !== undefined && { isShipped: change.isShipped as () => boolean }),
    ...(change.isLeftOut !== undefined && { isLeftOut: change.isLeftOut as () => boolean }),
  });
  for (const texts of [proofs, waiting]) texts.close();
  return found;
}

it('finds equal answers equal, wherever and however their rows are stored', async () => {
  const again = [
    answer('2', { origin: 'backfill' }),
    answer('1', { ref: 'GetParameter#1/1', logFile: '/tmp/a.json.gz' }),
  ];
  expect(await compared({ again })).toEqual({ equal: 2, notShipped: 0, differences: [] });
});

it.each([
  ['an event that the log files have', { packaged: [one] }, two.event.ref],
  ['an event that they do not have', { again: [one] }, two.event.ref],
  ['a field that is another', { packaged: [one, answer('2', { outcome: 'denied' })] }, two.event.ref],
  ['a field too many', { packaged: [one, answer('2', { errorCode: 'AccessDenied' })] }, two.event.ref],
  ['a record twice', { packaged: [one, two, two] }, two.event.ref],
  ['a verification that is missing', { verified: [proofOf(one)] }, two.event.ref],
  [
    'a verification of another record',
    { verified: [proofOf(one), { ...proofOf(two), recordIndex: 7 }] },
    two.event.ref,
  ],
  ['a verification twice', { verified: [proofOf(one), proofOf(two), proofOf(two)] }, two.event.ref],
  ['a verification of nothing', { verified: [proofOf(one), proofOf(two), proofOf(answer('3'))] }, 'GetParameter/3'],
])('names %s', async (_, change, subject) => {
  const { differences } = await compared(change);
  expect(differences).toContainEqual({ subject, reason: expect.any(String) });
});

it('tells events of log files that were not shipped, and those that the store leaves out, from differences', async () => {
  expect(await compared({ again: [one], isShipped: () => false })).toEqual({
    equal: 1,
    notShipped: 1,
    differences: [],
  });
  expect(await compared({ packaged: [one], isLeftOut: () => true })).toEqual({
    equal: 1,
    notShipped: 0,
    differences: [],
  });
});

it('compares of an older version of the index what all versions make alike', async () => {
  const older = answer('1', { reason: 'none before' });
  const verified = [{ ...proofOf(older), indexVersion: 1 }];
  expect(await compared({ packaged: [older], verified, again: [one] })).toMatchObject({ equal: 1, differences: [] });
});
