import { pause, pauseAfter, REQUEST_MS, StillFailingError } from '../../../lib/adapters/retry/pause';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';

const LATER = { remainingMs: () => 60_000 };

afterEach(() => jest.restoreAllMocks());

describe('pauseAfter', () => {
  it('draws from the whole span, and twice the span each time, up to the longest', () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    expect([1, 2, 3, 15].map((tries) => pauseAfter('work', tries, LATER))).toEqual([50, 100, 200, 5_000]);
    jest.spyOn(Math, 'random').mockReturnValue(0);
    expect(pauseAfter('work', 3, LATER)).toBe(0);
  });

  it('leaves time for the try after it, or is none', () => {
    jest.spyOn(Math, 'random').mockReturnValue(1);
    expect(pauseAfter('work', 1, { remainingMs: () => REQUEST_MS + 50 })).toBe(50);
    const tooLate = { remainingMs: () => REQUEST_MS + 49 };
    expect(() => pauseAfter('the last row', 1, tooLate)).toThrow('no time left for the last row');
  });

  it('says what stays unavailable where nothing else ends the work', () => {
    expect(() => pauseAfter('unprocessed keys', 20, NO_DEADLINE)).toThrow(StillFailingError);
    expect(pauseAfter('unprocessed keys', 1_000, LATER)).toBeLessThanOrEqual(5_000);
  });
});

describe('pause', () => {
  it('ends, or rejects where there is no time for it', async () => {
    await expect(pause('work', 1, LATER)).resolves.toBeUndefined();
    await expect(pause('work', 1, { remainingMs: () => 100 })).rejects.toThrow(OutOfTimeError);
  });
});
