import { isEventBus } from '../../lib/core/alerts/configuration/topic-configuration';
import { contextOf, type Situation } from '../infra/situations';
import type { Assembly, CdkApp, Context } from './cdk-app';
import { askOwner, makeTrail, makeWhatExists } from './company';
import { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';
import { exportedDay } from './exported-day';
import { leftovers } from './leftovers';

const STACK = 'ssm-audit';

/** What became of a situation on the emulator. */
export interface SituationResult {
  readonly situation: Situation;
  readonly stripped: Assembly['stripped'];
  readonly resources: number;
  /** Rows of the log file that was delivered, and who announced it. */
  readonly rows: number;
  readonly announcedBy: string;
  /** Types of what is there after `cdk destroy`, with how many. */
  readonly left: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

/** Deploys a situation, delivers a log file, asks about it, and destroys the stack. */
export async function runSituation(emulator: Emulator, app: CdkApp, situation: Situation): Promise<SituationResult> {
  const context = contextOf(situation);
  makeWhatExists(emulator, context);
  const assembly = app.synthesize(STACK, context);
  app.deploy(assembly);
  const stack = await DeployedStack.find(emulator, STACK);
  askOwner(emulator, stack);
  makeTrail(emulator, stack);
  const { rows, announcedBy } = await delivered(stack);
  const problems = [
    ...asked(stack, rows),
    ...(await alerted(emulator, stack, context)),
    ...(await exportedDay(emulator, stack, context)),
  ];
  app.destroy(assembly);
  const left = leftovers(emulator, stack);
  return {
    situation,
    stripped: assembly.stripped,
    resources: stack.resources.length,
    rows,
    announcedBy,
    left,
    problems,
  };
}

/** A log file that nobody announces to the stack is one that the hourly comparison finds. */
async function delivered(stack: DeployedStack): Promise<Pick<SituationResult, 'rows' | 'announcedBy'>> {
  const file = await stack.deliver();
  const rows = await stack.rowsOf(file);
  if (rows > 0) return { rows, announcedBy: stack.output('DeliveryTopicArn') === '' ? 'EventBridge' : 'SNS' };
  stack.askLater('reconcile', '--since', '1d', '--repair');
  return { rows: await stack.rowsOf(file), announcedBy: 'nobody; `reconcile --repair`' };
}

function asked(stack: DeployedStack, rows: number): readonly string[] {
  const commands = [['status'], ['reconcile', '--since', '1d'], ['summary', '--since', '1d']];
  const failed = commands.flatMap((command) => {
    const { code, stderr } = stack.ask(...command);
    return code === 0 ? [] : [`${command.join(' ')}: exit code ${code}: ${stderr.trim()}`];
  });
  return [...(rows > 0 ? [] : ['no row of the delivered log file']), ...failed];
}

/** What every delivered log file has, for topics of each level: `medium` and `high`. */
const MEDIUM = 'DeleteDocument';
const HIGH = 'ModifyDocumentPermission';

/** The alerts on each alert topic of the situation, heard by a queue of ours. */
async function alerted(emulator: Emulator, stack: DeployedStack, context: Context): Promise<readonly string[]> {
  const topics: Readonly<Record<string, string>> = JSON.parse(stack.output('AlertTopicArns'));
  const settings: readonly AlertTopic[] = [context['ssm-audit:alertTopics'] ?? []].flat() as AlertTopic[];
  const problems: string[] = [];
  for (const [name, arn] of Object.entries(topics)) {
    const queue = hearing(emulator, name, arn);
    await stack.deliver();
    const isSevere = settings.some((each) => each.name === name && each.minimumLevel === 'high');
    problems.push(...wrongAlerts(heard(emulator, queue), isSevere).map((problem) => `topic ${name}: ${problem}`));
  }
  return problems;
}

type AlertTopic = { readonly name: string; readonly minimumLevel?: string };

function wrongAlerts(messages: string, isSevere: boolean): readonly string[] {
  return [
    ...(messages.includes(HIGH) ? [] : [`no alert on ${HIGH}`]),
    ...(messages.includes(MEDIUM) === isSevere ? [`${isSevere ? 'an' : 'no'} alert on ${MEDIUM}`] : []),
  ];
}

/** What arrives within a minute. */
function heard(emulator: Emulator, queueUrl: string): string {
  const receive = ['sqs', 'receive-message', '--queue-url', queueUrl, '--max-number-of-messages', '10'];
  return Array.from({ length: 3 }, () =>
    emulator.aws([...receive, '--wait-time-seconds', '20', '--output', 'json']),
  ).join('');
}

function hearing(emulator: Emulator, name: string, arn: string): string {
  const { QueueUrl: url } = JSON.parse(
    emulator.aws(['sqs', 'create-queue', '--queue-name', `heard-${name}`, '--output', 'json']),
  );
  const { Attributes: attributes } = JSON.parse(
    emulator.aws([
      'sqs',
      'get-queue-attributes',
      '--queue-url',
      url,
      '--attribute-names',
      'QueueArn',
      '--output',
      'json',
    ]),
  );
  if (isEventBus(arn)) hearBus(emulator, arn, attributes.QueueArn);
  else {
    const endpoint = ['--protocol', 'sqs', '--notification-endpoint', attributes.QueueArn];
    emulator.aws(['sns', 'subscribe', '--topic-arn', arn, ...endpoint]);
  }
  return url;
}

/** A rule of the bus that brings every alert to the queue. */
function hearBus(emulator: Emulator, arn: string, queueArn: string): void {
  const rule = ['--event-bus-name', arn.split('event-bus/')[1] ?? ''];
  const pattern = JSON.stringify({ source: ['ssm-audit'] });
  emulator.aws(['events', 'put-rule', '--name', 'heard', ...rule, '--event-pattern', pattern]);
  emulator.aws(['events', 'put-targets', '--rule', 'heard', ...rule, '--targets', `Id=heard,Arn=${queueArn}`]);
}
