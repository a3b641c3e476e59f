import { readAlertConfiguration } from '../../../lib/core/alerts/configuration/alert-configuration';
import { deployedPartsIn } from '../../../lib/core/guard/deployed-parts';
import { endpointMark } from '../../../lib/core/guard/endpoint-mark';
import { asText, resourceOf, synthesized } from '../synthesized-stack';

const subscribers = Array.from({ length: 60 }, (_, at) => `person${at}@example.com`);

/** What the function is told at each run. */
function inputsOf(template: ReturnType<typeof synthesized>) {
  const { Targets: targets } = Object(resourceOf(template, 'AWS::Events::Rule', 'TrailHealth').properties);
  return targets.map(({ Input: input }: { Input: unknown }) => joinedText(input));
}

/** The references of a join in angle brackets, and nothing between its parts. */
function joinedText(input: unknown): string {
  return Object(input)['Fn::Join'][1].map(asText).join('');
}

describe('the schedule of the check', () => {
  const template = synthesized({ operators: ['arn:aws:iam::111122223333:role/operators/*'], alarmEmails: ['ops@a.b'] });
  const [input = '', ...others] = inputsOf(template);
  const told = deployedPartsIn(JSON.parse(input));

  it('tells what was deployed, in one input that EventBridge takes', () => {
    expect(others).toEqual([]);
    expect(input.length).toBeLessThan(8_192);
    expect(told?.account).toBe('<AWS::AccountId>');
  });

  it('has the policies of all tables and queues, as the template has them', () => {
    expect(told?.policies.map(({ statements }) => statements.length)).toEqual([1, 1, 1, 1, 2, 3, 1, 2, 2, 1]);
    const queue = resourceOf(template, 'AWS::SQS::Queue', 'DeliveriesQueue').id;
    const policy = resourceOf(template, 'AWS::SQS::QueuePolicy', 'DeliveriesQueue').properties['PolicyDocument'];
    const ofQueue = told?.policies.find(({ arn }) => arn === `<${queue}.Arn>`);
    const asTold = JSON.stringify(policy, (_, value) => {
      const text = Object.keys(Object(value)).some((key) => /^(Ref|Fn::)/.test(key)) ? asText(value) : value;
      return text === `<${queue}.Arn>` ? 'own' : text;
    });
    expect(ofQueue?.statements).toEqual(JSON.parse(asTold).Statement);
  });

  it('has subscriptions, of people by a hash alone, and all mappings', () => {
    expect(told?.subscriptions.map(({ protocol }) => protocol)).toEqual(['sqs', 'email']);
    expect(told?.subscriptions[1]?.endpoint).toBe(endpointMark('email', 'ops@a.b'));
    expect(input).not.toContain('ops@a.b');
    expect(told?.mappings.map(({ batchSize, filters }) => [batchSize, filters.length])).toEqual([
      [5, 0],
      [5, 0],
      [100, 1],
    ]);
  });
});

it('tells more than an input holds in several', () => {
  const alerts = readAlertConfiguration({
    'ssm-audit:alertTopics': [{ name: 'all', events: ['*'], subscribers }],
  });
  const inputs: readonly string[] = inputsOf(synthesized({ alerts }));
  expect(inputs.length).toBeGreaterThan(1);
  for (const input of inputs) expect(input.length).toBeLessThan(8_192);
  const told = inputs.flatMap((input) => deployedPartsIn(JSON.parse(input)) ?? []);
  expect(told).toHaveLength(inputs.length);
  expect(told.flatMap((each) => each.subscriptions)).toHaveLength(1 + subscribers.length);
  expect(told.flatMap((each) => each.policies)).toHaveLength(10);
});
