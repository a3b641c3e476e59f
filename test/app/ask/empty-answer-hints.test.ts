import { emptyAnswerHints } from '../../../lib/app/ask/empty-answer-hints';
import { EVERYTHING, type EventQuery } from '../../../lib/core/query/event-query';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const reader = new MemoryReader(
  ['StartSession', 'SendCommand', 'GetParameter', 'StartSession;id', '_x'].map((eventName) =>
    auditEvent({ eventName }),
  ),
  new Map([['StartSession', 3]]),
);
const hints = (asked: Partial<EventQuery>) => emptyAnswerHints(reader, { ...EVERYTHING, ...asked });

it.each([
  ['startsession', 'StartSession'],
  ['StartSesion', 'StartSession'],
  ['GetParameters', 'GetParameter'],
  ['StartSession;i', 'StartSession'],
])('suggests for %s the nearest known name, which is a plain one', async (name, known) => {
  expect(await hints({ eventNames: [name] })).toEqual([
    `no event named '${name}' has been indexed; did you mean --event ${known}?`,
  ]);
});

it('suggests nothing for a name unlike all others, of whatever length', async () => {
  expect(await hints({ eventNames: ['DeregisterPatchBaseline'] })).toEqual([
    "no event named 'DeregisterPatchBaseline' has been indexed",
  ]);
  expect(await hints({ eventNames: ['x'.repeat(100_000)] })).toHaveLength(1);
});

it('says nothing about names that are known', async () => {
  expect(await hints({ eventNames: ['StartSession', 'SendCommand'] })).toEqual([]);
});

it('points from a role to its sessions', async () => {
  const arn = 'arn:aws:iam::1:role/Reader';
  expect(await hints({ principals: [arn, 'arn:aws:sts::1:assumed-role/Reader/x'] })).toEqual([
    `${arn} is a role: calls are made by its sessions; did you mean --role ${arn}?`,
  ]);
});
