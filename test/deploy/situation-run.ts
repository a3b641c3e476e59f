import { contextOf, type Situation } from '../infra/situations';
import type { Assembly, CdkApp } from './cdk-app';
import { runScript } from './command';
import { forwardEvents, makeWhatExists } from './company';
import { DeployedStack } from './deployed-stack';
import type { Emulator } from './emulator';
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
  forwardEvents(emulator, stack);
  const { rows, announcedBy } = await delivered(stack);
  const problems = [...trailMade(emulator, stack), ...asked(stack, rows), ...(await alerted(emulator, stack))];
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

/** The commands with which a delegated administrator makes the trail, as the output has them. */
function trailMade(emulator: Emulator, stack: DeployedStack): readonly string[] {
  const commands = stack.outputs['TrailCommands'];
  if (commands === undefined) return [];
  const { code, stderr } = runScript(`set -e\n${commands}`, { env: emulator.environment() });
  return code === 0 ? [] : [`TrailCommands: exit code ${code}: ${stderr.trim()}`];
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

/** An alert on each alert topic of the situation, heard by a queue of ours. */
async function alerted(emulator: Emulator, stack: DeployedStack): Promise<readonly string[]> {
  const topics: Readonly<Record<string, string>> = JSON.parse(stack.output('AlertTopicArns'));
  const problems: string[] = [];
  for (const [name, arn] of Object.entries(topics)) {
    const queue = ['--queue-url', hearing(emulator, name, arn)];
    await stack.deliver();
    const receive = ['sqs', 'receive-message', ...queue, '--wait-time-seconds', '20', '--output', 'json'];
    const heard = Array.from({ length: 3 }, () => emulator.aws(receive)).join('');
    if (!heard.includes('DeleteDocument')) problems.push(`no alert on the topic ${name}`);
  }
  return problems;
}

function hearing(emulator: Emulator, name: string, topicArn: string): string {
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
  const endpoint = ['--protocol', 'sqs', '--notification-endpoint', attributes.QueueArn];
  emulator.aws(['sns', 'subscribe', '--topic-arn', topicArn, ...endpoint]);
  return url;
}
