import { contextOf } from '../infra/situations';
import type { CdkApp } from './cdk-app';
import { runScript } from './command';
import { DeployedStack } from './deployed-stack';
import { documentedCommands } from './documented-commands';
import type { Emulator } from './emulator';
import type { Step } from './life';

const STACK = 'failed-audit';

/**
 * A first deployment that fails late leaves what is evidence elsewhere, and the commands of docs/deploy.md remove it. The
 * emulator's CloudFormation removes all of it by itself, so a stack that was destroyed leaves the same in its place, with a
 * log file that was there.
 */
export async function failsAndCleansUp(emulator: Emulator, app: CdkApp, folder: string): Promise<readonly Step[]> {
  const failed = app.failsToDeploy(brokenAssembly(app));
  const left = remaining(emulator);
  await leaveAll(emulator, app);
  const before = remaining(emulator);
  const [script = ''] = documentedCommands('docs/deploy.md', 'What a failed first deployment leaves');
  const { code, stderr } = runScript(`set -e\n${script.replace('ssm-audit', STACK)}`, {
    cwd: folder,
    env: emulator.environment(),
  });
  const after = remaining(emulator);
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
  return app.synthesize(STACK, contextOf('new trail'), (template) => {
    // The emulator cannot make one.
    template.Resources['Broken'] = {
      Type: 'AWS::CloudTrail::Trail',
      Properties: { IsLogging: true, S3BucketName: 'no-such-bucket' },
      DependsOn: Object.keys(template.Resources).filter((id) => /Tables|Bucket|AccessLogs/.test(id)),
    };
  });
}

async function leaveAll(emulator: Emulator, app: CdkApp): Promise<void> {
  const whole = app.synthesize(STACK, contextOf('new trail'));
  app.deploy(whole);
  const stack = await DeployedStack.find(emulator, STACK);
  await stack.rowsOf(await stack.deliver());
  app.destroy(whole);
}

function remaining(emulator: Emulator): readonly string[] {
  const list = (...args: readonly string[]): readonly string[] =>
    JSON.parse(emulator.aws([...args, '--output', 'json'])) ?? [];
  const tables = list('dynamodb', 'list-tables', '--query', 'TableNames').map((name) => `table ${name}`);
  const buckets = list('s3api', 'list-buckets', '--query', 'Buckets[].Name').map((name) => `bucket ${name}`);
  return [...tables, ...buckets].filter((name) => name.includes(` ${STACK}-`));
}

function counted(names: readonly string[]): string {
  const count = (kind: string) => names.filter((name) => name.startsWith(kind)).length;
  return names.length === 0 ? 'nothing' : `${count('table')} tables, ${count('bucket')} buckets`;
}
