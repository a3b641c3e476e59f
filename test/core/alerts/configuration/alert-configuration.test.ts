import {
  AlertConfigurationError,
  readAlertConfiguration,
  unknownRulesOf,
} from '../../../../lib/core/alerts/configuration/alert-configuration';

const TOPICS = 'ssm-audit:alertTopics';
const RULES = 'ssm-audit:rules';

/** What is wrong with a context; empty where nothing is. */
function problemsOf(context: Readonly<Record<string, unknown>>): readonly string[] {
  try {
    readAlertConfiguration(context);
    return [];
  } catch (error) {
    if (error instanceof AlertConfigurationError) return error.problems;
    throw error;
  }
}

const BUS = 'arn:aws:events:eu-west-1:111122223333:event-bus/security';
const SNS = 'arn:aws:sns:eu-west-1:111122223333:a';
const problemsOfTopic = (topic: unknown) => problemsOf({ [TOPICS]: [topic] });
const valid = { name: 'documents', events: ['DeleteDocument'] };

describe('readAlertConfiguration', () => {
  it('is empty for a context without alerts', () => {
    const { topics, overrides } = readAlertConfiguration({ 'ssm-audit:stackName': 'x' });
    expect(topics).toEqual([]);
    expect(overrides).toEqual({ disabled: [], levels: new Map() });
  });

  it('subscribes an address to an event in one line', () => {
    const { topics } = readAlertConfiguration({ [TOPICS]: [{ ...valid, subscribers: ['alice@example.com'] }] });
    expect(topics).toEqual([
      {
        name: 'documents',
        events: ['DeleteDocument'],
        rules: [],
        outcomes: [],
        accounts: [],
        subscribers: [{ protocol: 'email', endpoint: 'alice@example.com' }],
      },
    ]);
  });

  it('reads every key of a topic', () => {
    const topicArn = 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:security';
    const all = { rules: ['r1'], minimumLevel: 'high', outcomes: ['denied'], accounts: ['111122223333'], topicArn };
    const [topic] = readAlertConfiguration({ [TOPICS]: [{ ...valid, ...all }] }).topics;
    expect(topic).toEqual({ ...valid, ...all, subscribers: [] });
  });

  it.each([
    'arn:aws:events:eu-west-1:111122223333:event-bus/default',
    'arn:aws-us-gov:events:us-gov-west-1:444455556666:event-bus/team/alerts.security_1',
  ])('sends to the event bus %s', (eventBusArn) => {
    const [topic] = readAlertConfiguration({ [TOPICS]: [{ ...valid, eventBusArn }] }).topics;
    expect(topic).toMatchObject({ ...valid, eventBusArn });
  });

  it.each(['text', 'chat'])('reads the format %s', (format) => {
    const [topic] = readAlertConfiguration({ [TOPICS]: [{ ...valid, format, subscribers: [] }] }).topics;
    expect(topic).toMatchObject({ ...valid, format });
  });

  it.each([
    'security',
    'arn:aws:events:eu-west-1:111122223333:rule/security',
    'arn:aws:events:eu-west-1:111122223333:endpoint/security',
    'arn:aws:events:eu-west-1:111122223333:event-bus/aws.partner/example.com/1',
    'arn:aws:events:eu-west-1:111122223333:event-bus/*',
    'arn:aws:events:eu-west-1:111122223333:event-busv2/a/abc',
    'arn:aws:sns:eu-west-1:111122223333:a',
  ])('refuses the event bus %s', (eventBusArn) => {
    expect(problemsOfTopic({ ...valid, eventBusArn })).toEqual([
      `context key ${TOPICS}[0].eventBusArn is "${eventBusArn}": expected the ARN of an event bus that takes custom events, such as arn:aws:events:eu-central-1:111122223333:event-bus/security`,
    ]);
  });

  it('reads what --context gives, which is text', () => {
    expect(readAlertConfiguration({ [TOPICS]: JSON.stringify([valid]) }).topics).toHaveLength(1);
    expect(problemsOf({ [TOPICS]: '[{' })).toEqual([
      `context key ${TOPICS} is "[{": expected a list of at most 20 alert topics, such as {"name":"documents","events":["*Document*"]}`,
    ]);
  });

  it.each([
    ['https://hooks.example.com/a?b=c', 'https'],
    ['arn:aws:sqs:eu-west-1:111122223333:alerts', 'sqs'],
    ['arn:aws-cn:lambda:cn-north-1:111122223333:function:page:live', 'lambda'],
  ])('knows the subscriber %s', (endpoint, protocol) => {
    const { topics } = readAlertConfiguration({ [TOPICS]: [{ ...valid, subscribers: [endpoint] }] });
    expect(topics[0]?.subscribers).toEqual([{ protocol, endpoint }]);
  });

  it.each([
    'http://hooks.example.com/',
    'arn:aws:sqs:eu-west-1:111122223333:alerts.fifo',
    'arn:aws:sns:eu-west-1:111122223333:other',
    'alice',
    'alice@example.com, bob@example.com',
    7,
  ])('refuses the subscriber %p', (endpoint) => {
    expect(problemsOfTopic({ ...valid, subscribers: [endpoint] })).toEqual([
      `context key ${TOPICS}[0].subscribers[0] is ${JSON.stringify(endpoint)}: expected an email address, an https:// URL, or the ARN of an SQS queue or a Lambda function, such as "security@example.com"`,
    ]);
  });

  it.each([
    ['a level', { ...valid, minimumLevel: 'severe' }, '.minimumLevel is "severe": expected one of informational, low'],
    ['an outcome', { ...valid, outcomes: ['deneid'] }, '.outcomes[0] is "deneid": expected one of success, denied'],
    ['an account', { ...valid, accounts: [111122223333] }, '.accounts[0] is 111122223333: expected the twelve digits'],
    ['an event name', { ...valid, events: ['Delete Document'] }, '.events[0] is "Delete Document": expected an event'],
    ['a name', { ...valid, name: 'my topic' }, '.name is "my topic": expected at most 64 letters'],
    [
      'a FIFO topic',
      { ...valid, topicArn: 'arn:aws:sns:eu-west-1:111122223333:a.fifo' },
      'ARN of a standard SNS topic',
    ],
    ['a misspelt key', { ...valid, outcome: ['denied'] }, '.outcome is unknown: expected one of name, events, rules'],
    ['no name', { events: ['DeleteDocument'] }, ' has no name: expected one'],
    ['no selection', { name: 'x', events: [], outcomes: ['denied'] }, ' selects nothing: expected at least one of'],
    [
      'subscribers of an existing topic',
      { ...valid, topicArn: 'arn:aws:sns:eu-west-1:111122223333:a', subscribers: ['a@example.com'] },
      ' has topicArn and subscribers: expected one of them',
    ],
    ['a format', { ...valid, format: 'slack' }, '.format is "slack": expected one of text, chat'],
    ['a text for a topic', 'DeleteDocument', ' is "DeleteDocument": expected an object with name, events'],
    ['no topic', null, ' is null: expected an object'],
  ])('refuses %s in one line with key, value and form', (_, topic, expected) => {
    const problems = problemsOfTopic(topic);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`context key ${TOPICS}[0]`);
    expect(problems[0]).toContain(expected);
    expect(problems[0]).not.toContain('\n');
  });

  it.each([
    ['subscribers', ['a@example.com'], 'name a second topic to send to both'],
    ['topicArn', SNS, 'name a second topic to send to both'],
    ['format', 'chat', 'an event bus gets JSON'],
  ])('refuses an event bus with %s', (key, given, reason) => {
    expect(problemsOfTopic({ ...valid, eventBusArn: BUS, [key]: given })).toEqual([
      `context key ${TOPICS}[0] has eventBusArn and ${key}: expected one of them; ${reason}`,
    ]);
  });

  it('refuses two topics of one name, whatever the letter case', () => {
    expect(problemsOf({ [TOPICS]: [valid, { ...valid, name: 'Documents' }] })).toEqual([
      `context key ${TOPICS} has "documents" twice: expected a different name for each topic`,
    ]);
  });

  it('names everything that is wrong at once', () => {
    const context = { [TOPICS]: [{ ...valid, accounts: ['1'], outcomes: ['x'] }], [RULES]: { levels: { r: 'x' } } };
    expect(problemsOf(context)).toHaveLength(3);
  });

  it('reads overrides of rules', () => {
    const { overrides } = readAlertConfiguration({
      [RULES]: { disabled: ['a'], levels: { b: 'low', __proto__x: 'high' } },
    });
    expect(overrides.disabled).toEqual(['a']);
    expect([...overrides.levels]).toEqual([
      ['b', 'low'],
      ['__proto__x', 'high'],
    ]);
  });

  it.each([
    [{ levels: { b: 'lowest' } }, `context key ${RULES}.levels.b is "lowest": expected one of informational`],
    [{ levels: ['b'] }, `context key ${RULES}.levels is ["b"]: expected an object of rule ids`],
    [{ disabled: 'a' }, `context key ${RULES}.disabled is "a": expected a list of at most 500 rule ids`],
    [{ off: [] }, `context key ${RULES}.off is unknown: expected one of disabled, levels`],
  ])('refuses the overrides %j', (rules, expected) => {
    expect(problemsOf({ [RULES]: rules })).toEqual([expect.stringContaining(expected)]);
  });
});

describe('unknownRulesOf', () => {
  it('names each rule that is not loaded once', () => {
    const configuration = readAlertConfiguration({
      [TOPICS]: [{ name: 'x', rules: ['known', 'gone'] }],
      [RULES]: { disabled: ['gone'], levels: { other: 'low' } },
    });
    expect(unknownRulesOf(configuration, new Set(['known']))).toEqual(['gone', 'other']);
  });
});
