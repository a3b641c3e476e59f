import { isTemporary } from '../../../lib/adapters/retry/is-temporary';
import { dynamoDbError, s3Error } from '../../embedded/faults';

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
    expect(isTemporary(s3Error(name, status))).toBe(expected);
  });

  it('knows throttling of DynamoDB by its name', () => {
    expect(isTemporary(dynamoDbError('ProvisionedThroughputExceededException'))).toBe(true);
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
