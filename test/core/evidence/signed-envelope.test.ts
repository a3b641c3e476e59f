import {
  MalformedEnvelopeError,
  PAYLOAD_TYPE,
  readEnvelope,
  signedBytes,
  statementOf,
  subjectsOf,
} from '../../../lib/core/evidence/signed-envelope';

const TWICE = '{"name":"a","digest":{"sha256":"b"}}';
const ENTRY = { path: 'events.ndjson', bytes: 3, sha256: 'a'.repeat(64) };

/** The example of DSSE's protocol: github.com/secure-systems-lab/dsse/blob/master/protocol.md. */
it('encodes what is signed as DSSE says', () => {
  const bytes = signedBytes('http://example.com/HelloWorld', Buffer.from('hello world'));
  expect(Buffer.from(bytes).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

it('counts bytes, not characters', () => {
  expect(Buffer.from(signedBytes('ü', Buffer.from('é'))).toString()).toBe('DSSEv1 2 ü 2 é');
});

it('has each file and the manifest as subjects', () => {
  const payload = Buffer.from(statementOf([ENTRY], 'manifest', { events: 1 })).toString('base64');
  const envelope = { payloadType: PAYLOAD_TYPE, payload, signatures: [{ keyid: 'k', sig: 'AA==' }] };
  expect(readEnvelope(JSON.stringify(envelope))).toEqual(envelope);
  expect([...subjectsOf(envelope).keys()]).toEqual(['events.ndjson', 'manifest.json']);
  expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'events.ndjson', digest: { sha256: ENTRY.sha256 } }, expect.anything()],
    predicate: { events: 1 },
  });
});

it.each([
  '{',
  '{}',
  '{"payloadType":"text/plain","payload":"","signatures":[{}]}',
  `{"payloadType":"${PAYLOAD_TYPE}","payload":"","signatures":[]}`,
  `{"payloadType":"${PAYLOAD_TYPE}","payload":"QU FB","signatures":[{"sig":"AA=="}]}`,
  `{"payloadType":"${PAYLOAD_TYPE}","payload":"QUFB","signatures":[{"sig":"AB=="}]}`,
])('refuses the envelope %s', (text) => {
  expect(() => readEnvelope(text)).toThrow(MalformedEnvelopeError);
});

it.each([
  '{',
  '{"_type":"x"}',
  '{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"x"}',
  `{"_type":"https://in-toto.io/Statement/v1","subject":[${TWICE},${TWICE}],"predicateType":"urn:ssm-audit:evidence:1"}`,
  '{"_type":"https://in-toto.io/Statement/v1","subject":[{}],"predicateType":"urn:ssm-audit:evidence:1"}',
])('refuses the statement %s', (statement) => {
  const payload = Buffer.from(statement).toString('base64');
  expect(() => subjectsOf({ payloadType: PAYLOAD_TYPE, payload, signatures: [] })).toThrow(MalformedEnvelopeError);
});
