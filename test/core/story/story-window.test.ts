import {
  after,
  beforeStart,
  QuietEnd,
  QuietStart,
  sessionResumption,
  sessionStart,
  sessionTermination,
} from '../../../lib/core/story/story-window';
import { resource, stored } from './events';

const at = (time: string) => Date.parse(`2024-05-01T${time}Z`);
const onSession = (eventName: string, time: string, overrides = {}) =>
  stored(time, { eventName, resources: [resource('alice-0123', 'session', 'changes')], ...overrides });

it('begins five minutes before, and ends behind the last second', () => {
  expect(beforeStart(at('12:00:00'))).toBe('2024-05-01T11:55:00Z');
  expect(beforeStart(1_000)).toBe('1970-01-01T00:00:00Z');
  expect(after(at('12:00:00'))).toBe('2024-05-01T12:00:01Z');
});

it('goes on over 30 minutes exactly, and is over a second later', () => {
  const end = new QuietEnd(at('12:00:00'));
  expect(end.isOver(stored('12:30:00'))).toBe(false);
  expect(end.isOver(stored('12:30:01'))).toBe(true);
  end.extend(stored('12:30:00'));
  expect(end.isOver(stored('13:00:00'))).toBe(false);
  expect([end.time, end.isCut]).toEqual([at('12:30:00'), false]);
});

it('has a day at most, and knows whether it would have gone on', () => {
  const end = new QuietEnd(at('12:00:00'));
  end.extend(stored('12:00:00', { eventTime: '2024-05-02T11:50:00Z' }));
  expect(end.isOver(stored('12:00:00', { eventTime: '2024-05-02T12:00:00Z' }))).toBe(false);
  expect(end.isOver(stored('12:00:00', { eventTime: '2024-05-02T12:00:01Z' }))).toBe(true);
  expect(end.isCut).toBe(true);
});

it('goes on over whatever gap until it was resumed last, and from then on as usual', () => {
  const end = new QuietEnd(at('12:00:00'), at('18:00:00'));
  expect(end.isOver(stored('15:00:00'))).toBe(false);
  expect(end.isOver(stored('18:00:00'))).toBe(false);
  end.extend(stored('18:00:00'));
  expect(end.isOver(stored('18:30:00'))).toBe(false);
  expect(end.isOver(stored('18:30:01'))).toBe(true);
  expect([end.time, end.isCut]).toEqual([at('18:00:00'), false]);
});

it('has a day at most where it was resumed later, with all rows of the day', () => {
  const end = new QuietEnd(at('12:00:00'), Date.parse('2024-05-03T12:00:00Z'));
  expect(end.isCut).toBe(true);
  expect(end.isOver(stored('12:00:00', { eventTime: '2024-05-02T12:00:00Z' }))).toBe(false);
  expect(end.isOver(stored('12:00:00', { eventTime: '2024-05-02T12:00:01Z' }))).toBe(true);
  expect(end.time).toBe(at('12:00:00'));
});

it('is resumed last by the last successful call that names the session', () => {
  const events = [
    onSession('ResumeSession', '12:06:00'),
    onSession('ResumeSession', '13:00:00'),
    onSession('ResumeSession', '14:00:00', { outcome: 'denied' }),
    stored('15:00:00', { eventName: 'ResumeSession', resources: [resource('bob-0123', 'session', 'changes')] }),
  ];
  expect(sessionResumption('alice-0123', events)).toBe(events[1]);
  expect(sessionResumption('nobody', events)).toBeUndefined();
});

it('goes back likewise', () => {
  const start = new QuietStart(at('12:00:00'));
  expect(start.isOver(stored('11:30:00'))).toBe(false);
  expect(start.isOver(stored('11:29:59'))).toBe(true);
  start.extend(stored('11:30:00'));
  expect(start.isOver(stored('11:00:00'))).toBe(false);
  start.extend(stored('12:00:00', { eventTime: '2024-04-30T12:10:00Z' }));
  expect(start.isOver(stored('12:00:00', { eventTime: '2024-04-30T11:59:59Z' }))).toBe(true);
});

it('takes the first successful end that names the session, by whomever, and not one before its start', () => {
  const start = stored('12:00:00', { resources: [resource('alice-0123', 'session', 'creates')] });
  const events = [
    onSession('TerminateSession', '11:00:00'),
    start,
    onSession('TerminateSession', '12:05:00', { outcome: 'denied' }),
    onSession('ResumeSession', '12:06:00'),
    stored('12:07:00', { eventName: 'TerminateSession', resources: [resource('bob-0123', 'session', 'changes')] }),
    onSession('TerminateSession', '12:10:00', { actor: 'bob' }),
    onSession('TerminateSession', '12:11:00'),
  ];
  expect(sessionStart('alice-0123', events)).toBe(start);
  expect(sessionTermination('alice-0123', events, start)).toBe(events[5]);
  expect(sessionTermination('alice-0123', events, undefined)).toBe(events[0]);
  expect(sessionStart('nobody', events)).toBeUndefined();
});
