import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { BucketPlace } from '../../lib/core/correlations/bucket-place';
import { digestOf } from '../../lib/core/correlations/group';
import { idOf } from '../core/correlations/generated-entries';
import { ALERT_STATES, type NewAlertState, STATE_NOW } from './alert-states';
import { COUNT, filledBucket, placeBeside } from './filled-buckets';

const NOW_S = STATE_NOW.getTime() / 1000;
const HOUR_S = 60 * 60;
const WEEK_S = 7 * 24 * HOUR_S;

const place = (name: string, beside = 0): BucketPlace => placeBeside(NOW_S, name, COUNT, beside);

describe.each(ALERT_STATES)('the state of correlations in %s', (_, open) => {
  let opened: NewAlertState;

  beforeAll(async () => {
    opened = await open();
  });

  afterAll(() => opened.close());

  const state = () => opened.correlations();

  describe('buckets', () => {
    it('are absent at first, then as written', async () => {
      const at = place('written');
      expect(await state().bucket(at, NO_DEADLINE)).toBeUndefined();
      const stored = { version: 1, bucket: filledBucket(at, COUNT, 3), isTold: false };
      expect(await state().putBucket(at, stored, NO_DEADLINE)).toBe(true);
      expect(await state().bucket(at, NO_DEADLINE)).toEqual(stored);
      const told = { ...stored, version: 2, isTold: true };
      expect(await state().putBucket(at, told, NO_DEADLINE)).toBe(true);
      expect(await state().bucket(at, NO_DEADLINE)).toEqual(told);
    });

    it('are written by one of two who read the same version', async () => {
      const at = place('contested');
      const write = (version: number, events: number) =>
        state().putBucket(at, { version, bucket: filledBucket(at, COUNT, events), isTold: false }, NO_DEADLINE);
      const first = await Promise.all([write(1, 1), write(1, 2)]);
      expect([...first].sort()).toEqual([false, true]);
      expect([await write(3, 3), await write(2, 3), await write(2, 1)]).toEqual([false, true, false]);
      expect((await state().bucket(at, NO_DEADLINE))?.bucket?.entries.length).toBe(3);
    });

    it('give the neighbours of the same group, and no other', async () => {
      for (const beside of [-2, -1, 0, 1, 2]) {
        const at = place('middle', beside);
        const stored = { version: 1, bucket: filledBucket(at, COUNT, beside + 3), isTold: false };
        await state().putBucket(at, stored, NO_DEADLINE);
      }
      const { before, after } = await state().neighbours(place('middle'), NO_DEADLINE);
      expect([before?.bucket?.entries.length, after?.bucket?.entries.length]).toEqual([2, 4]);
      const atTheEnd = await state().neighbours(place('middle', 3), NO_DEADLINE);
      expect([Object.keys(atTheEnd), atTheEnd.before?.bucket?.entries.length]).toEqual([['before'], 5]);
      expect(await state().neighbours(place('elsewhere'), NO_DEADLINE)).toEqual({});
    });
  });

  describe('what was seen', () => {
    it('is changed by one of two who saw the same', async () => {
      const key = digestOf(['thing']);
      expect(await state().seen(key, NO_DEADLINE)).toBeUndefined();
      const first = { last: NOW_S, novelId: idOf('first') };
      const noted = (before: typeof first | undefined, next: typeof first) =>
        state().noteSeen(key, { before, next, forget: WEEK_S }, NO_DEADLINE);
      expect([await noted(undefined, first), await noted(undefined, { ...first, last: NOW_S + 9 })]).toEqual([
        true,
        false,
      ]);
      expect(await state().seen(key, NO_DEADLINE)).toEqual(first);
      const later = { ...first, last: NOW_S + HOUR_S };
      expect([await noted(first, later), await noted(first, { ...first, last: NOW_S + 7 })]).toEqual([true, false]);
      expect(await state().seen(key, NO_DEADLINE)).toEqual(later);
    });

    it('begins with the earliest event', async () => {
      const key = digestOf(['correlation']);
      expect(await state().firstEvent(key, NO_DEADLINE)).toBeUndefined();
      for (const t of [NOW_S, NOW_S - 9, NOW_S - 5, NOW_S + 1]) await state().noteFirstEvent(key, t, NO_DEADLINE);
      const one = state();
      await one.noteFirstEvent(key, NOW_S - 20, NO_DEADLINE);
      await one.noteFirstEvent(key, NOW_S, NO_DEADLINE);
      expect(await state().firstEvent(key, NO_DEADLINE)).toBe(NOW_S - 20);
    });
  });
});
