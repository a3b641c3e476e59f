import { LosslessNumber } from 'lossless-json';
import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import { maskRecord } from '../../../lib/core/record/masking';
import { maskMarker } from '../../../lib/core/record/redaction-marker';

const SECRET = 'AQoDYXdzEJr-example-secret';
const MASKED = maskMarker(SECRET.length);

function record(eventName: string, overrides: JsonObject = {}): JsonObject {
  return {
    eventVersion: '1.08',
    eventSource: 'ssm.amazonaws.com',
    eventName,
    requestParameters: null,
    responseElements: null,
    ...overrides,
  };
}

function nested(levels: number, inmost: JsonValue): JsonValue {
  return Array.from({ length: levels }).reduce<JsonValue>((inside) => ({ a: inside }), inmost);
}

describe('the closed list', () => {
  const CASES: readonly (readonly [string, 'requestParameters' | 'responseElements', readonly string[]])[] = [
    ...['StartSession', 'ResumeSession', 'CreateControlChannel', 'OpenControlChannel'].map(
      (name) => [name, 'responseElements', ['streamUrl', 'tokenValue']] as const,
    ),
    ...['CreateDataChannel', 'OpenDataChannel'].map(
      (name) => [name, 'responseElements', ['streamUrl', 'tokenValue']] as const,
    ),
    ['OpenDataChannel', 'requestParameters', ['tokenValue']],
    ['CreateActivation', 'responseElements', ['activationCode']],
    ['RegisterManagedInstance', 'requestParameters', ['activationCode']],
    ['RequestManagedInstanceRoleToken', 'responseElements', ['secretAccessKey', 'sessionToken']],
    ['PutParameter', 'requestParameters', ['value']],
    ['StartConnection', 'responseElements', ['ConnectionKey', 'ClientToken']],
    ['ActivateContactChannel', 'requestParameters', ['activationCode']],
    ['AcceptPage', 'requestParameters', ['acceptCode']],
  ];

  it.each(CASES)('masks in %s, in its %s: %j', (eventName, side, members) => {
    const secrets = Object.fromEntries(members.map((member) => [member, SECRET]));
    const { record: masked, maskedPaths } = maskRecord(record(eventName, { [side]: { kept: SECRET, ...secrets } }));
    const markers = Object.fromEntries(members.map((member) => [member, MASKED]));
    expect(masked).toEqual(record(eventName, { [side]: { kept: SECRET, ...markers } }));
    expect(maskedPaths).toEqual(members.map((member) => `${side}.${member}`));
  });

  it.each(['GetAccessToken', 'RequestManagedInstanceRoleToken'])(
    'masks the credentials of %s but for their id',
    (name) => {
      const secrets = { secretAccessKey: SECRET, sessionToken: SECRET, token: SECRET };
      const credentials = { accessKeyId: 'ASIAEXAMPLE', ...secrets, expirationTime: 'Jul 10, 2023 1:57:16 PM' };
      const { record: masked, maskedPaths } = maskRecord(record(name, { responseElements: { credentials } }));
      expect(masked).toMatchObject({
        responseElements: {
          credentials: {
            accessKeyId: 'ASIAEXAMPLE',
            secretAccessKey: MASKED,
            sessionToken: MASKED,
            token: MASKED,
            expirationTime: 'Jul 10, 2023 1:57:16 PM',
          },
        },
      });
      expect(maskedPaths).toEqual(Object.keys(secrets).map((key) => `responseElements.credentials.${key}`));
    },
  );

  const STREAM = { responseElements: { streamUrl: SECRET } };

  it.each([
    ['another event', record('TerminateSession', STREAM)],
    ['another case of the event name', record('startSession', STREAM)],
    ['another service', record('StartSession', { ...STREAM, eventSource: 'athena.amazonaws.com' })],
    ['another path', record('StartSession', { additionalEventData: STREAM, streamUrl: SECRET })],
    ['a name with dots', record('StartSession', { 'responseElements.streamUrl': SECRET })],
    ['a prototype', record('StartSession', { responseElements: { constructor: SECRET, toString: SECRET } })],
    ['no event source', record('StartSession', { ...STREAM, eventSource: null })],
    ['a response that is a text', record('StartSession', { responseElements: SECRET })],
    ['an event named like a member of every object', record('constructor', STREAM)],
  ])('masks nothing of %s, and gives the record itself', (_, given) => {
    const result = maskRecord(given);
    expect(result.record).toBe(given);
    expect(result.maskedPaths).toEqual([]);
  });

  it.each([
    ['a record that does not say what was called', { eventName: 7, ...STREAM }, 'responseElements.streamUrl'],
    ['a member in another letter case', { responseElements: { TokenValue: SECRET } }, 'responseElements.TokenValue'],
    ['a response that is a text of JSON', { responseElements: `{"TokenValue":"${SECRET}"}` }, 'responseElements'],
  ])('masks in %s', (_, overrides, path) => {
    const { record: masked, maskedPaths } = maskRecord(record('StartSession', overrides));
    expect(maskedPaths).toEqual([path]);
    expect(JSON.stringify(masked)).not.toContain(SECRET);
  });

  it('masks at any depth, below request and response alike', () => {
    const requestParameters = { first: [{ second: STREAM }] };
    expect(maskRecord(record('StartSession', { requestParameters })).maskedPaths).toEqual([
      'requestParameters.first[0].second.responseElements.streamUrl',
    ]);
  });

  it('leaves of a text of JSON all but its secrets as it was', () => {
    const document = (code: string) =>
      `{ "activationCode" : ${code}, "script": "say \\"a\\": b", "n": [1.50] } trailing`;
    const given = record('CreateActivation', { requestParameters: { content: document(`"${SECRET}"`) } });
    const { record: masked, maskedPaths } = maskRecord(given);
    expect(masked['requestParameters']).toEqual({ content: document(`"${MASKED}"`) });
    expect(maskedPaths).toEqual(['requestParameters.content']);
  });

  it('masks in JSON that is in a text of JSON', () => {
    const text = JSON.stringify({ kept: 1, inner: JSON.stringify([{ Value: SECRET }]) });
    const { record: masked } = maskRecord(record('PutParameter', { requestParameters: { text } }));
    const inner = JSON.stringify([{ Value: MASKED }]);
    expect(masked['requestParameters']).toEqual({ text: JSON.stringify({ kept: 1, inner }) });
  });

  it.each([
    `it"s {"tokenValue":"${SECRET}"}`,
    `5" disk, {"a": 1, "tokenValue" : "${SECRET}"}`,
    `{"a": "b} {"tokenValue":"${SECRET}"}`,
    `{\\"tokenValue\\":\\"${SECRET}\\"}`,
    `C:\\" x" {"tokenValue":"${SECRET}"}`,
    `{\\\\\\"tokenValue\\\\\\":\\\\\\"${SECRET}\\\\\\"} and "more"`,
    `"":"" {"tokenValue":{"x":"${SECRET}"}}`,
  ])('masks in JSON that stray quotes stand before, or that is escaped without quotes around: %s', (text) => {
    const { record: masked } = maskRecord(record('StartSession', { responseElements: text }));
    expect(JSON.stringify(masked)).not.toContain(SECRET);
    expect(JSON.stringify(masked)).toContain('tokenValue');
  });

  it.each(['ssmmessages.amazonaws.com', 'gamma-ssm.amazonaws.com', 'ssm-future.amazonaws.com'])(
    'counts for the whole family: %s',
    (eventSource) => {
      const given = record('OpenControlChannel', { eventSource, responseElements: { tokenValue: SECRET } });
      expect(maskRecord(given).maskedPaths).toEqual(['responseElements.tokenValue']);
    },
  );

  it('keeps what is evidence', () => {
    const evidence = record('StartSession', {
      requestParameters: { target: 'i-1', reason: SECRET, parameters: { host: ['db'], portNumber: ['5432'] } },
      responseElements: { sessionId: 'alice-1', tokenId: SECRET },
      userIdentity: { accessKeyId: 'AKIAEXAMPLE', credentialId: SECRET },
    });
    expect(maskRecord(evidence).record).toBe(evidence);
  });
});

describe('what stands in the place of a secret', () => {
  it.each([
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    'Value hidden due to security reasons.',
    '***',
    '<sensitiveDataRemoved>',
    '',
    null,
    true,
    {},
    [],
    ['***'],
  ])('stays as it is where nothing is left to hide: %j', (value) => {
    const given = record('PutParameter', { requestParameters: { value } });
    expect(maskRecord(given)).toEqual({ record: given, maskedPaths: [] });
    expect(maskRecord(given).record).toBe(given);
  });

  it.each([
    [12345, 5],
    [new LosslessNumber('1234567890123456789012'), 22],
    [{ a: 'four', b: [1, { c: '***' }] }, 5],
    [['a', 'b', null, false], 2],
    ['HIDDEN_DUE_TO_SECURITY_REASONS, not', 35],
  ])('is one marker, whatever stood there: %j', (value: JsonValue, length) => {
    const { record: masked } = maskRecord(record('PutParameter', { requestParameters: { value, name: '/a' } }));
    expect(masked['requestParameters']).toEqual({ value: maskMarker(length), name: '/a' });
  });

  it('is not masked again', () => {
    const first = maskRecord(
      record('StartSession', {
        responseElements: { streamUrl: SECRET, tokenValue: { a: 1 } },
        requestParameters: { nextToken: 'masked' },
        errorMessage: `masked ${SECRET} 24`,
      }),
    );
    expect(first.maskedPaths).toHaveLength(4);
    const second = maskRecord(first.record);
    expect(second.record).toBe(first.record);
    expect(second.maskedPaths).toEqual([]);
  });

  it('leaves the record that was given alone', () => {
    const given = record('StartSession', {
      responseElements: { streamUrl: SECRET, sessionId: 'a' },
      errorMessage: SECRET,
    });
    const before = structuredClone(given);
    maskRecord(given);
    expect(given).toEqual(before);
  });
});

describe('nextToken', () => {
  it.each(['ssm.amazonaws.com', 'ssm-guiconnect.amazonaws.com', 'ec2.amazonaws.com'])(
    'is masked wherever it is, in any case: %s',
    (eventSource) => {
      const given = record('ListThings', {
        eventSource,
        requestParameters: { NextToken: SECRET, items: [{}, { nexttoken: SECRET }] },
        responseElements: { page: { nextToken: SECRET }, nextTokens: SECRET },
      });
      expect(maskRecord(given).maskedPaths.toSorted()).toEqual([
        'requestParameters.NextToken',
        'requestParameters.items[1].nexttoken',
        'responseElements.page.nextToken',
      ]);
    },
  );

  it('is masked in lists of lists, and lists stay lists', () => {
    const { record: masked } = maskRecord(record('ListThings', { requestParameters: [[1, { nextToken: SECRET }], 2] }));
    expect(masked['requestParameters']).toEqual([[1, { nextToken: MASKED }], 2]);
  });
});

describe('calls that hand out secrets and are not in the list', () => {
  it.each(['GetConnectionToken', 'GetToken', 'RequestNodeCredentials'])(
    'lose what is named like a secret: %s',
    (name) => {
      const response = {
        token: SECRET,
        auth: { accessToken: SECRET, SecretKey: [SECRET], password: SECRET },
        accessKeyId: SECRET,
        tokenId: SECRET,
        tokenExpirationDate: SECRET,
      };
      const given = record(name, { requestParameters: { token: SECRET }, responseElements: response });
      const { record: masked, maskedPaths } = maskRecord(given);
      expect(maskedPaths).toEqual([
        'responseElements.token',
        'responseElements.auth.accessToken',
        'responseElements.auth.SecretKey',
        'responseElements.auth.password',
      ]);
      expect(masked).toMatchObject({ requestParameters: { token: SECRET }, responseElements: { tokenId: SECRET } });
    },
  );

  it.each([
    ['GetAccessTokens', 'ssm.amazonaws.com'],
    ['ForgetToken', 'ssm.amazonaws.com'],
    ['GetSessionToken', 'sts.amazonaws.com'],
  ])('are not %s of %s', (eventName, eventSource) => {
    const given = record(eventName, { eventSource, responseElements: { token: SECRET } });
    expect(maskRecord(given).record).toBe(given);
  });
});

describe('a secret repeated in the error message', () => {
  const put = (value: JsonValue, errorMessage: JsonValue) =>
    maskRecord(record('PutParameter', { requestParameters: { value }, errorMessage }));

  it('is masked there too, wherever it stands, and listed', () => {
    const { record: masked, maskedPaths } = put('hunter2', 'bad value hunter2: "hunter2" is short');
    expect(masked['errorMessage']).toBe(`bad value ${maskMarker(7)}: "${maskMarker(7)}" is short`);
    expect(maskedPaths).toEqual(['requestParameters.value', 'errorMessage']);
  });

  it('is masked whole where one secret is within another', () => {
    const { record: masked } = put(['pass', 'password', 'masked'], 'password masked pass');
    expect(masked['errorMessage']).toBe([8, 6, 4].map(maskMarker).join(' '));
  });

  it.each([
    ['another text', 'User is not authorized'],
    ['a part of the secret', 'hunter'],
    ['no text', null],
    ['an object', { hunter2: 'hunter2' }],
  ])('leaves the message alone that holds %s', (_, message) => {
    const { record: masked, maskedPaths } = put('hunter2', message);
    expect(masked['errorMessage']).toEqual(message);
    expect(maskedPaths).toEqual(['requestParameters.value']);
  });

  it('is left where it is as short as a word of the message', () => {
    expect(put('is', 'this is bad').record['errorMessage']).toBe('this is bad');
  });
});

describe('a hostile record', () => {
  it('keeps a member called __proto__, and pollutes nothing', () => {
    const text = '{"requestParameters":{"__proto__":{"nextToken":"secret","polluted":true},"name":"a"}}';
    const { record: masked, maskedPaths } = maskRecord(JSON.parse(text));
    expect(JSON.stringify(masked)).toBe(text.replace('secret', maskMarker(6)));
    expect(maskedPaths).toEqual(['requestParameters.__proto__.nextToken']);
    expect(Object.hasOwn({}, 'polluted')).toBe(false);
  });

  it('keeps boxed numbers as they are', () => {
    const big = new LosslessNumber('12345678901234567890');
    const { record: masked } = maskRecord(record('ListThings', { requestParameters: { big, nextToken: SECRET } }));
    expect(masked).toMatchObject({ requestParameters: { nextToken: MASKED } });
    expect(Object.values(masked['requestParameters'] ?? {})[0]).toBe(big);
  });

  it('may nest a hundred thousand deep, with a secret at the bottom', () => {
    const { record: masked, maskedPaths } = maskRecord(
      record('ListThings', { requestParameters: nested(100_000, { nextToken: SECRET }) }),
    );
    let at: unknown = masked['requestParameters'];
    while (typeof at === 'object' && at !== null && 'a' in at) at = at.a;
    expect(at).toEqual({ nextToken: MASKED });
    expect(maskedPaths[0]).toMatch(/^requestParameters\.a\.a.*….*\.a\.nextToken$/);
    expect(maskedPaths[0]?.length).toBeLessThan(250);
  });

  it('may have a secret at each of thousands of levels without filling the row', () => {
    const deep = Array.from({ length: 10_000 }).reduce<JsonObject>((a) => ({ nextToken: SECRET, a }), {});
    const { record: masked, maskedPaths } = maskRecord(record('ListThings', { requestParameters: deep }));
    expect(maskedPaths).toHaveLength(101);
    expect(maskedPaths.at(-1)).toBe('… and 9900 more');
    expect(maskRecord(masked).maskedPaths).toEqual([]);
  });

  it('may have as many values in one secret as fit in a file', () => {
    const value = Array.from({ length: 300_000 }, (_, index) => index);
    expect(maskRecord(record('PutParameter', { requestParameters: { value } })).maskedPaths).toHaveLength(1);
  });

  it('may repeat thousands of secrets in a long message', () => {
    const value = Array.from({ length: 10_000 }, (_, index) => `aaaa${index}`);
    const given = record('PutParameter', {
      requestParameters: { value },
      errorMessage: value.join('a').slice(0, 1024),
    });
    expect(maskRecord(given).record['errorMessage']).not.toMatch('aaaa');
  });

  it('may be a text of quotes and escapes that lead nowhere', () => {
    const texts = ['"\\q', '\\"', '"value":', '{"value":', '"value":"', '"\\u0022', '\\\\"'].map((piece) =>
      piece.repeat(30_000),
    );
    for (const text of texts) {
      const given = record('PutParameter', { requestParameters: { text: `"${text}`, other: text } });
      expect(maskRecord(maskRecord(given).record).maskedPaths).toEqual([]);
    }
  });

  it('may name a secret at each of thousands of levels with nothing in any', () => {
    const value = nested(20_000, null);
    const deep = JSON.stringify(Array.from({ length: 2000 }).reduce<JsonValue>((inside) => ({ value: inside }), null));
    const given = record('PutParameter', { requestParameters: { value, text: deep } });
    expect(maskRecord(given).record).toBe(given);
  });

  it('has its odd names quoted in paths', () => {
    const given = record('ListThings', { requestParameters: { 'a.b\u001b"': { nextToken: SECRET } } });
    expect(maskRecord(given).maskedPaths).toEqual(['requestParameters["a.b\\u001b\\""].nextToken']);
  });
});
