import type { AskedStory } from '../../../lib/app/story/asked-story';
import { findAnchor } from '../../../lib/app/story/find-anchor';
import { ownRows } from '../../../lib/app/story/own-rows';
import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import { ownQuestions } from '../../../lib/app/story/story-questions';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { rowOf } from '../../core/rows/events';
import { at, byBob, byHost, DAY, KEY, onSession, SESSION, started, storeOf } from './story-store';

async function ownOf(events: readonly AuditEvent[], asked: Partial<AskedStory> = {}, now?: string) {
  const deps = { ...storeOf(events), ...(now !== undefined && { now: () => new Date(now) }) };
  const whole: AskedStory = { kind: 'session', value: SESSION, limit: 100, ...asked };
  const found = await findAnchor(deps, whole);
  if (found === 'none' || !('anchor' in found)) throw new Error('expected one anchor');
  const own = await ownRows(deps, whole, found, ownQuestions(whole, found.anchor, new PartitionBudget(false)));
  const times = own.found.map(({ event }) => event.eventTime?.slice(11, 19) ?? '').sort();
  return { ...own, times };
}

describe('a session', () => {
  it('ends at the first successful TerminateSession that names it, by anyone', async () => {
    const own = await ownOf([
      started('12:00:00'),
      onSession('TerminateSession', '12:10:00', { outcome: 'denied', errorCode: 'AccessDenied' }),
      byBob(onSession('TerminateSession', '12:20:00')),
      onSession('TerminateSession', '12:25:00'),
      at('12:20:00'),
      at('12:20:01'),
    ]);
    expect(own.end).toMatchObject({ isRecorded: true, eventTime: `${DAY}T12:20:00Z`, text: 'terminated' });
    expect(own.times).toEqual(['12:00:00', '12:10:00', '12:20:00', '12:20:00']);
  });

  it('begins five minutes before its start', async () => {
    const own = await ownOf([at('11:54:59'), at('11:55:00'), started('12:00:00')]);
    expect(own.times).toEqual(['11:55:00', '12:00:00']);
    expect(own.window).toEqual({
      since: `${DAY}T11:55:00Z`,
      until: `${DAY}T12:00:01Z`,
      start: `${DAY}T12:00:00Z`,
    });
  });

  it('goes on when it is resumed, however late the recorded end is', async () => {
    const events = [
      started('12:00:00'),
      onSession('ResumeSession', '14:00:00'),
      onSession('TerminateSession', '18:00:00'),
    ];
    expect((await ownOf(events)).times).toEqual(['12:00:00', '14:00:00', '18:00:00']);
  });

  it('without an end goes on until 30 minutes pass without a row, also of another key and of who names it', async () => {
    const own = await ownOf([
      started('12:00:00'),
      at('12:30:00', { accessKeyId: 'ASIAROTATED' }),
      byBob(onSession('ResumeSession', '13:00:00')),
      at('13:30:01'),
    ]);
    expect(own.times).toEqual(['12:00:00', '12:30:00', '13:00:00']);
    expect(own.end).toMatchObject({ isRecorded: false, eventTime: `${DAY}T13:00:00Z` });
    expect(own.end.text).toMatch(/^end not recorded: .*30 minutes without a row$/);
  });

  it('without an end goes on until it was resumed last, hours later and by anyone, with all that lies between', async () => {
    const own = await ownOf([
      started('08:00:00'),
      at('10:00:00'),
      byBob(onSession('ResumeSession', '14:00:00')),
      at('14:30:00'),
      at('15:00:01'),
    ]);
    expect(own.times).toEqual(['08:00:00', '10:00:00', '14:00:00', '14:30:00']);
    expect(own.end).toMatchObject({ isRecorded: false, eventTime: `${DAY}T14:30:00Z` });
    expect(own.end.text).toMatch(/^end not recorded: .*30 minutes without a row$/);
  });

  it('without an end does not go on by a resume that was refused, or of another session', async () => {
    const denied = onSession('ResumeSession', '14:00:00', { outcome: 'denied' });
    const other = { resources: [{ id: 'bob-0123456789abcdef0', kind: 'session', relation: 'changes' }] } as const;
    const own = await ownOf([started('08:00:00'), denied, onSession('ResumeSession', '15:00:00', other)]);
    expect(own.times).toEqual(['08:00:00']);
  });

  it('without an end, resumed after more than a day, has the day', async () => {
    const resumed = onSession('ResumeSession', '12:00:00', { eventTime: '2024-05-03T12:00:00Z' });
    const own = await ownOf([started('12:00:00'), at('20:00:00'), resumed]);
    expect(own.times).toEqual(['12:00:00', '20:00:00']);
    expect(own.end.text).toMatch(/end not recorded.*a day at most/);
  });

  it('without an end has a day at most', async () => {
    const many = Array.from({ length: 60 }, (_, index) => {
      const time = new Date(Date.parse(`${DAY}T12:00:00Z`) + index * 1_800_000).toISOString();
      return at('12:00:00', { eventTime: time.replace('.000Z', 'Z') });
    });
    const own = await ownOf([started('12:00:00'), ...many]);
    expect(own.window.until).toBe('2024-05-02T12:00:01Z');
    expect(own.end.text).toMatch(/end not recorded.*a day at most/);
  });

  it('without an end may still go on', async () => {
    expect((await ownOf([started('12:00:00')], {}, `${DAY}T12:29:00Z`)).end.text).toMatch(/it may go on/);
  });

  it('whose start is not stored begins at what names it first', async () => {
    const own = await ownOf([onSession('ResumeSession', '12:00:00'), onSession('TerminateSession', '12:05:00')]);
    expect(own.window.start).toBe(`${DAY}T12:00:00Z`);
  });

  it('ends and begins where the times say', async () => {
    const events = [at('11:00:00'), started('12:00:00'), at('12:05:00'), at('12:10:00')];
    const times = { since: `${DAY}T11:00:00Z`, until: `${DAY}T12:10:00Z` };
    expect((await ownOf(events, times)).times).toEqual(['11:00:00', '12:00:00', '12:05:00']);
  });

  it('says where a limit cut it', async () => {
    const own = await ownOf([started('12:00:00'), at('12:01:00'), at('12:02:00'), at('12:03:00')], { limit: 2 });
    expect(own).toMatchObject({ isCut: true, times: ['12:00:00', '12:01:00'] });
    expect(own.end.text).toMatch(/limit of rows/);
  });
});

describe('what is no session', () => {
  const asked = { kind: 'accessKey', value: KEY } as const;

  it('goes back and on over gaps of 30 minutes of its principal and key', async () => {
    const own = await ownOf(
      [
        at('09:00:00'),
        at('11:34:00', { accessKeyId: 'ASIAOTHER' }),
        at('11:35:00'),
        at('12:00:00'),
        at('12:15:00', { accessKeyId: 'ASIAOTHER' }),
        at('12:31:00', { accessKeyId: 'ASIAOTHER' }),
      ],
      asked,
    );
    expect(own.times).toEqual(['11:34:00', '11:35:00', '12:00:00']);
    expect(own.end).toEqual({
      isRecorded: false,
      eventTime: `${DAY}T12:00:00Z`,
      text: 'then 30 minutes without a row',
    });
  });

  it('does not go on by the traffic of the agent, and has it where it falls into the window', async () => {
    const events = [
      byHost(at('12:00:00', { eventName: 'SendCommand', resources: [] })),
      byHost(at('12:20:00', { agent: true, eventName: 'UpdateInstanceInformation' })),
      byHost(at('12:25:00', { eventName: 'ListCommands', resources: [] })),
      byHost(at('12:50:00', { agent: true, eventName: 'UpdateInstanceInformation' })),
    ];
    const own = await ownOf(events, { kind: 'accessKey', value: 'ASIAHOST' });
    expect(own.times).toEqual(['12:00:00', '12:20:00', '12:25:00']);
  });

  it('has all since a time, gaps or not, and goes back from an end', async () => {
    const events = [at('09:00:00'), at('11:00:00'), at('12:00:00')];
    const since = await ownOf(events, { ...asked, since: `${DAY}T08:00:00Z` });
    expect(since.times).toHaveLength(3);
    expect(since.end.text).toMatch(/^the last row so far/);
    const both = { since: `${DAY}T08:00:00Z`, until: `${DAY}T13:00:00Z` };
    expect((await ownOf(events, { ...asked, ...both })).end.text).toBe('up to the time that was asked for');
    expect((await ownOf(events, { ...asked, until: `${DAY}T11:30:00Z` })).times).toEqual(['11:00:00']);
  });

  it('has the event that it is told from, also where that is one of the agent, whose traffic does not count', async () => {
    const heartbeat = byHost(at('12:05:00', { agent: true, eventName: 'UpdateInstanceInformation' }));
    const events = [byHost(at('12:00:00', { eventName: 'ListCommands', resources: [] })), heartbeat];
    const own = await ownOf(events, { kind: 'event', value: storedEvent(rowOf(heartbeat)).ref });
    expect(own.times).toEqual(['12:00:00', '12:05:00']);
    expect(own.end.eventTime).toBe(`${DAY}T12:05:00Z`);
  });
});
