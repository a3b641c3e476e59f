import { unrecordedEnd } from '../../../lib/core/story/unrecorded-end';

const LAST = Date.parse('2024-05-01T12:00:00Z');
const STOP = { last: LAST, by: 'quiet', isSession: false, now: LAST + 86_400_000 } as const;

it('says of a session that its end is not recorded', () => {
  expect(unrecordedEnd({ ...STOP, isSession: true })).toEqual({
    isRecorded: false,
    eventTime: '2024-05-01T12:00:00Z',
    text: 'end not recorded: CloudTrail has no record when a session ends by exit or idle time-out; then 30 minutes without a row',
  });
});

it.each([
  ['quiet', 'then 30 minutes without a row'],
  ['day', 'it goes on, but a story has a day at most'],
  ['limit', 'it goes on, but the limit of rows is reached'],
  ['asked', 'up to the time that was asked for'],
  ['now', 'the last row so far: --since asks for all from then on'],
] as const)('says why it stops: %s', (by, text) => {
  expect(unrecordedEnd({ ...STOP, by }).text).toBe(text);
});

it('says that it may go on where the last row is young', () => {
  expect(unrecordedEnd({ ...STOP, now: LAST + 1_800_000 }).text).toMatch(/^it may go on/);
  expect(unrecordedEnd({ ...STOP, now: LAST + 1_800_001 }).text).toBe('then 30 minutes without a row');
  expect(unrecordedEnd({ ...STOP, last: undefined })).not.toHaveProperty('eventTime');
});
