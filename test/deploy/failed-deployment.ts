import { contextOf } from '../infra/situations';
import type { CdkApp } from './cdk-app';
import { runScript } from './command';
import { DeployedStack } from './deployed-stack';
import { documentedCommands } from './documented-commands';
import type { Emulator } from './emulator';
import type { Step } from './life';

const FAILED = 'failed-audit';
const LEFT = 'left-audit';

/**
 * A first deployment that fails late leaves what is evidence elsewhere, and the commands of docs/deploy.md remove it. The
 * emulator's CloudFormation removes all of it by itself, so a stack that was destroyed leaves the same in its place, with a
 * log file that was there.
 */
export async function failsAndCleansUp(emulator: Emulator, app: CdkApp, folder: string): Promise<readonly Step[]> {
  const failed = app.failsToDeploy(brokenAssembly(app));
  const left = remaining(emulator, FAILED);
  await leaveAll(emulator, app);
  const before = remaining(emulator, LEFT);
  const [script = ''] = documentedCommands('docs/deploy.md', 'What a failed first deployment leaves');
  const { code, stderr } = runScript(`set -e\n${script.replace('ssm-audit', LEFT)}`, {
    cwd: folder,
    env: emulator.environment(),
  });
  const after = remaining(emulator, LEFT);
  return [
    {
      what: 'a first deployment fails late',
      saw: `${failed ? 'it failed' : 'it did not fail'}; left by the emulator: ${counted(left)}`,
      isRight: failed,
    },
    {
      what: 'the commands of docs/deploy.md remove what such a stack leaves, with log files in it',
      saw: code === 0 ? `of ${counted(before)}, left: ${counted(after)}` : `exit code ${code}: ${stderr.trim()}`,
      isRight: code === 0 && before.length > 0 && after.length === 0,
    },
  ];
}

function brokenAssembly(app: CdkApp) {
  return app.synthesize(FAILED, contextOf('new trail'), (template) => {
    template.Resources['Handle'] = { Type: 'AWS::CloudFormation::WaitConditionHandle' };
    // Nobody sends the signal that it waits for.
    template.Resources['Broken'] = {
      Type: 'AWS::CloudFormation::WaitCondition',
      Properties: { Handle: { Ref: 'Handle' }, Timeout: '1' },
      DependsOn: Object.keys(template.Resources).filter((id) => /Tables|Bucket|AccessLogs/.test(id)),
    };
  });
}

async function leaveAll(emulator: Emulator, app: CdkApp): Promise<void> {
  const whole = app.synthesize(LEFT, contextOf('new trail'));
  app.deploy(whole);
  const stack = await DeployedStack.find(emulator, LEFT);
  await stack.rowsOf(await stack.deliver());
  app.destroy(whole);
}

function remaining(emulator: Emulator, stack: string): readonly string[] {
  const list = (...args: readonly string[]): readonly string[] =>
    JSON.parse(emulator.aws([...args, '--output', 'json'])) ?? [];
  const tables = list('dynamodb', 'list-tables', '--query', 'TableNames').map((name) => `table ${name}`);
  const buckets = list('s3api', 'list-buckets', '--query', 'Buckets[].Name').map((name) => `bucket ${name}`);
  return [...tables, ...buckets].filter((name) => name.includes(` ${stack}-`));
}

function counted(names: readonly string[]): string {
  const count = (kind: string) => names.filter((name) => name.startsWith(kind)).length;
  return names.length === 0 ? 'nothing' : `${count('table')} tables, ${count('bucket')} buckets`;
}
