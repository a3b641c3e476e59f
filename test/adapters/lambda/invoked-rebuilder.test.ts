import { dynamoDbClient } from '../../../lib/adapters/dynamodb/dynamodb-tables';
import { InvokedRebuilder } from '../../../lib/adapters/lambda/invoked-rebuilder';
import { beginning } from '../../../lib/app/rebuild/rebuild-state';
import { EmbeddedRebuildFunction } from '../../embedded/rebuild-function';

const NAME = 'ssm-audit-AuditTermRebuildingRebuildFunction0A1B2C3D-1A2B3C4D5E6F';
const ARN = `arn:aws:lambda:eu-central-1:111122223333:function:${NAME}`;
const STATE = beginning(new Date('2026-03-02T00:00:00Z'), undefined);

let lambda: EmbeddedRebuildFunction;
let rebuilder: InvokedRebuilder;

beforeEach(async () => {
  lambda = await EmbeddedRebuildFunction.start();
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };
  const { config } = dynamoDbClient({ region: 'us-east-1', credentials });
  rebuilder = new InvokedRebuilder(config, ARN, lambda.endpoint);
});

afterEach(() => lambda.stop());

describe('the function that rebuilds Terms, invoked', () => {
  it('is asked by signed invocations in its own region', async () => {
    lambda.answer = () => ({ content: { state: STATE, isNew: true } });
    expect(await rebuilder.start()).toEqual({ state: STATE, isNew: true, wasDamaged: false });
    expect(await rebuilder.progress()).toEqual(STATE);
    await rebuilder.goOn();
    const path = `/2015-03-31/functions/${NAME}/invocations`;
    expect(lambda.invocations).toEqual([
      { path, type: undefined, payload: { rebuild: 'start' }, isSigned: true },
      { path, type: undefined, payload: { rebuild: 'progress' }, isSigned: true },
      { path, type: 'Event', payload: {}, isSigned: true },
    ]);
  });

  it('has no progress before the first rebuild', async () => {
    expect(await rebuilder.progress()).toBeUndefined();
  });

  it('says that how far the one before had come cannot be read', async () => {
    lambda.answer = () => ({ content: { state: STATE, isNew: true, wasDamaged: true } });
    expect(await rebuilder.start()).toMatchObject({ isNew: true, wasDamaged: true });
  });

  it('takes no other answer for one that there never was a rebuild', async () => {
    lambda.answer = () => ({ content: { state: { startedAt: 'x' } } });
    await expect(rebuilder.progress()).rejects.toThrow('look into its log');
  });

  it('says whom to ask where the caller may not invoke it', async () => {
    lambda.answer = () => ({ status: 403, content: { Message: 'User is not authorized' } });
    await expect(rebuilder.start()).rejects.toThrow(`your credentials may not invoke ${ARN}`);
  });

  it.each([
    ['fails', { content: { errorType: 'OutOfTimeError', errorMessage: 'no time left' }, failed: true }, 'no time left'],
    ['answers nothing', { content: null }, 'null'],
    ['answers something else', { content: { state: 'fine' } }, 'fine'],
    ['answers a state without a time', { content: { state: { ...STATE, progressAt: 'soon' } } }, 'soon'],
    ['answers a state without counts', { content: { state: { ...STATE, counts: null } } }, 'startedAt'],
    ['answers a state of strange failures', { content: { state: { ...STATE, failures: [{ ref: 1 }] } } }, 'startedAt'],
  ])('says where to look if it %s', async (_, answer, shown) => {
    lambda.answer = () => answer;
    await expect(rebuilder.start()).rejects.toThrow(shown);
    await expect(rebuilder.start()).rejects.toThrow('look into its log');
  });

  it('passes on what else Lambda refuses', async () => {
    lambda.answer = () => ({ status: 404, content: {} });
    await expect(rebuilder.progress()).rejects.toThrow('status 404');
  });
});
