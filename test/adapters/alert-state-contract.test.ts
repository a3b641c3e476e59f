import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { digestEntry } from '../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../lib/core/alerts/keyed-match';
import { match, observed } from '../core/alerts/observed-events';
import { ALERT_STATES, type NewAlertState } from './alert-states';

const time = (text: string) => Date.parse(`2024-05-01T${text}Z`);
const message = (id: string, at: string) => [{ call: `call-${id}`, id, time: time(at) }];

/** A suppressed match that is due at a time, of the group that begins with a digit. */
function pending(eventID: string, due = '13:10:00', digit = 'a') {
  const keyed = keyedMatch(match({ observed: observed({ eventID }) }));
  const entry = digestEntry({ keyed, reason: 'repeat', dueAt: time(due) });
  return { group: `${digit}-group`, entry, dueAt: time(due) };
}

describe.each(ALERT_STATES)('the state of alerts in %s', (_, open) => {
  let opened: NewAlertState;

  beforeEach(async () => {
    opened = await open();
  });

  afterEach(() => opened.close());

  async function due(at: string) {
    const entries = [];
    for await (const page of opened.alerts.dueEntries(new Date(time(at)), NO_DEADLINE)) entries.push(...page);
    return entries;
  }

  describe('messages that were sent', () => {
    it('are found by group and the time of their first events, both ends included', async () => {
      for (const [id, at] of [
        ['1', '11:59:59.999'],
        ['2', '12:00:00'],
        ['3', '13:00:00'],
        ['4', '13:00:00.001'],
      ] as const)
        await opened.alerts.noteSent('group', message(id, at), NO_DEADLINE);
      await opened.alerts.noteSent('other', message('5', '12:30:00'), NO_DEADLINE);
      const span = { from: time('12:00:00'), to: time('13:00:00') };
      expect(await opened.alerts.sentMessages('group', span, NO_DEADLINE)).toEqual([
        message('2', '12:00:00'),
        message('3', '13:00:00'),
      ]);
    });

    it('are there once, however often they are noted', async () => {
      for (let nth = 0; nth < 2; nth += 1) await opened.alerts.noteSent('group', message('1', '12:00:00'), NO_DEADLINE);
      await opened.alerts.noteSent('group', [], NO_DEADLINE);
      const span = { from: 0, to: time('13:00:00') };
      expect(await opened.alerts.sentMessages('group', span, NO_DEADLINE)).toHaveLength(1);
    });

    it('are read to the last page', async () => {
      // Two megabytes: more than a query of DynamoDB gives at once.
      const calls = Array.from({ length: 3000 }, (_, index) => ({ call: 'c'.repeat(80), id: `${index}`, time: 0 }));
      for (let nth = 0; nth < 6; nth += 1)
        await opened.alerts.noteSent('group', [...message(`m-${nth}`, '12:00:00'), ...calls], NO_DEADLINE);
      const span = { from: 0, to: time('13:00:00') };
      expect(await opened.alerts.sentMessages('group', span, NO_DEADLINE)).toHaveLength(6);
    });
  });

  describe('suppressed matches', () => {
    it('are stored once, be their digest sent or not', async () => {
      expect(await opened.alerts.suppress(pending('e-1'), NO_DEADLINE)).toBe(true);
      expect(await opened.alerts.suppress(pending('e-1'), NO_DEADLINE)).toBe(false);
      await opened.alerts.noteDigested(pending('e-1'), NO_DEADLINE);
      expect(await opened.alerts.suppress(pending('e-1'), NO_DEADLINE)).toBe(false);
    });

    it('are due from their time on, until their digest was sent, whatever their group begins with', async () => {
      for (const digit of '0123456789abcdef')
        await opened.alerts.suppress(pending(`e-${digit}`, '13:10:00', digit), NO_DEADLINE);
      expect(await due('13:09:59')).toEqual([]);
      expect(await due('13:10:00')).toHaveLength(16);
      await opened.alerts.noteDigested(pending('e-7', '13:10:00', '7'), NO_DEADLINE);
      const left = await due('13:10:00');
      expect(left).toHaveLength(15);
      expect(left[0]).toEqual(pending('e-0', '13:10:00', '0'));
    });

    it('are each due once while their digests are sent', async () => {
      const count = 20;
      for (let nth = 0; nth < count; nth += 1) await opened.alerts.suppress(pending(`e-${nth}`), NO_DEADLINE);
      const ids = new Set<string>();
      for await (const page of opened.alerts.dueEntries(new Date(time('13:10:00')), NO_DEADLINE)) {
        for (const each of page) {
          ids.add(each.entry.id);
          await opened.alerts.noteDigested(each, NO_DEADLINE);
        }
      }
      expect([ids.size, await due('13:10:00')]).toEqual([count, []]);
    });
  });
});
