import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { isTemporary, pause, retryTemporary, StillFailingError } from '../../../lib/adapters/retry/retry-temporary';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';

const SOON = { remainingMs: () => 60_000 };
const OVER = { remainingMs: () => 100 };

describe('retryTemporary', () => {
  it('tries again what throttles, until it succeeds', async () => {
    const operation = failing([serviceError('ProvisionedThroughputExceededException', 400), connectionError()]);
    await expect(retryTemporary('work', operation.run, SOON)).resolves.toBe('done');
    expect(operation.tries()).toBe(3);
  });

  it('passes on at once what no second try can change', async () => {
    const refusal = serviceError('AccessDeniedException', 400);
    const operation = failing([refusal]);
    await expect(retryTemporary('work', operation.run, SOON)).rejects.toBe(refusal);
    expect(operation.tries()).toBe(1);
  });

  it('begins nothing that could not end before the deadline', async () => {
    const operation = failing([]);
    await expect(retryTemporary('the last row', operation.run, OVER)).rejects.toThrow(OutOfTimeError);
    expect(operation.tries()).toBe(0);
  });

  it('makes no pause that leaves no time for the try after it', async () => {
    const times = [10_000, 3_000];
    const deadline = { remainingMs: () => times.shift() ?? 3_000 };
    const failure = retryTemporary('work', failing([connectionError()]).run, deadline);
    await expect(failure).rejects.toThrow('no time left for work');
  });

  it('gives up with the own error of work without a deadline that keeps failing', async () => {
    jest.spyOn(Math, 'random').mockReturnValue(0);
    const operation = failing(Array.from({ length: 100 }, connectionError));
    await expect(retryTemporary('work', operation.run, NO_DEADLINE)).rejects.toThrow('read ECONNRESET');
    expect(operation.tries()).toBeLessThan(30);
    jest.restoreAllMocks();
  });
});

describe('pause', () => {
  it('draws from the whole span, and twice the span each time', async () => {
    const spans: number[] = [];
    for (const attempt of [0, 1, 2]) spans.push(await longestPause(attempt));
    expect(spans).toEqual([50, 100, 200]);
  });

  it('says what stays unavailable where nothing else ends the work', async () => {
    await expect(pause('unprocessed keys', 1000, NO_DEADLINE)).rejects.toThrow(StillFailingError);
  });
});

describe('isTemporary', () => {
  it.each([
    ['ThrottlingException', 400, true],
    ['RequestLimitExceeded', 400, true],
    ['InternalServerError', 500, true],
    ['ServiceUnavailable', 503, true],
    ['ValidationException', 400, false],
    ['ResourceNotFoundException', 400, false],
    ['ExpiredTokenException', 400, false],
  ])('%s: %s %s', (name, status, expected) => {
    expect(isTemporary(serviceError(name, status))).toBe(expected);
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])(
    'a connection: %s',
    (code) => {
      expect(isTemporary(Object.assign(new Error('connection'), { code }))).toBe(true);
    },
  );

  it.each([[undefined], ['text'], [{ code: 'ECONNRESET' }], [new TypeError('no function')]])('not %p', (thrown) => {
    expect(isTemporary(thrown)).toBe(false);
  });
});

/** The pause that is made when the draw is the highest, to the next millisecond: seen by what time it asks for. */
async function longestPause(attempt: number): Promise<number> {
  jest.spyOn(Math, 'random').mockReturnValue(1);
  const needed: number[] = [];
  for (let remaining = 3_000; needed.length === 0; remaining += 1) {
    const deadline = { remainingMs: () => remaining };
    const isRefused = await pause('work', attempt, deadline).then(
      () => false,
      () => true,
    );
    if (!isRefused) needed.push(remaining - 3_000);
    else if (remaining < 3_000 + 50 * 2 ** attempt - 1) remaining = 3_000 + 50 * 2 ** attempt - 2;
  }
  jest.restoreAllMocks();
  return needed[0] ?? Number.NaN;
}

function failing(errors: readonly Error[]): { run(): Promise<string>; tries(): number } {
  let tries = 0;
  const run = async () => {
    const error = errors[tries];
    tries += 1;
    if (error) throw error;
    return 'done';
  };
  return { run, tries: () => tries };
}

function serviceError(name: string, httpStatusCode: number): Error {
  const $fault = httpStatusCode < 500 ? ('client' as const) : ('server' as const);
  return new DynamoDBServiceException({ name, $fault, message: name, $metadata: { httpStatusCode } });
}

function connectionError(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}
