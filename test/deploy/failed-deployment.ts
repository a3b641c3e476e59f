import { contextOf } from '../infra/situations';
import type { CdkApp } from './cdk-app';
import { runScript } from './command';
import { documentedCommands } from './documented-commands';
import type { Emulator } from './emulator';
import type { Step } from './life';

const STACK = 'failed-audit';

/** A first deployment that fails late leaves what is evidence elsewhere. The commands of docs/deploy.md remove it. */
export function failsAndCleansUp(emulator: Emulator, app: CdkApp, folder: string): readonly Step[] {
  const broken = app.synthesize(STACK, contextOf('new trail'), (template) => {
    // The emulator cannot make one.
    template.Resources['Broken'] = {
      Type: 'AWS::CloudTrail::Trail',
      Properties: { IsLogging: true, S3BucketName: 'no-such-bucket' },
      DependsOn: Object.keys(template.Resources).filter((id) => /Tables|Bucket|AccessLogs/.test(id)),
    };
  });
  const failed = app.failsToDeploy(broken);
  const left = remaining(emulator);
  const [script = ''] = documentedCommands('docs/deploy.md', 'What a failed first deployment leaves');
  const { code, stderr } = runScript(`set -e\n${script.replace('ssm-audit', STACK)}`, {
    cwd: folder,
    env: emulator.environment(),
  });
  const after = remaining(emulator);
  return [
    {
      what: 'a first deployment that fails leaves tables and buckets',
      saw: `${failed ? 'it failed' : 'it did not fail'}; left: ${counted(left)}`,
      isRight: failed,
    },
    {
      what: 'the commands of docs/deploy.md remove them',
      saw: code === 0 ? `left: ${counted(after)}` : `exit code ${code}: ${stderr.trim()}`,
      isRight: code === 0 && after.length === 0,
    },
  ];
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
