import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SignatureV4MultiRegion } from '../../lib/functions/no-global-endpoints';

/** A client that signs as the functions do, and what it would send. */
function signingClient(sent: { headers: Record<string, string> }[]): EventBridgeClient {
  return new EventBridgeClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' },
    signerConstructor: SignatureV4MultiRegion,
    maxAttempts: 1,
    requestHandler: {
      handle: (request: { headers: Record<string, string> }) => {
        sent.push(request);
        return Promise.reject(new Error('not sent'));
      },
    },
  });
}

it('signs for the region of the bus', async () => {
  const sent: { headers: Record<string, string> }[] = [];
  await expect(signingClient(sent).send(new PutEventsCommand({ Entries: [] }))).rejects.toThrow('not sent');
  expect(sent[0]?.headers['authorization']).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d+\/eu-west-1\/events\//,
  );
});

it('says that nothing here signs for several regions', () => {
  expect(SignatureV4MultiRegion.sigv4aDependency()).toBe('none');
});
