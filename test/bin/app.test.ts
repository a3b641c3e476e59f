import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from '../../cdk.json';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** Where nothing listens: whatever reaches for the network fails at once. */
const NO_NETWORK = 'http://127.0.0.1:9';

let outputFolder: string;

beforeEach(() => {
  outputFolder = mkdtempSync(join(tmpdir(), 'ssm-audit-synth-'));
});

afterEach(() => rmSync(outputFolder, { recursive: true, force: true }));

/** Runs a program with no credentials, no configuration of AWS's and no network. */
function run(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const withoutAws = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  return spawnSync('npx', words, {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    env: {
      ...withoutAws,
      HOME: outputFolder,
      NODE_ENV: 'production',
      HTTP_PROXY: NO_NETWORK,
      HTTPS_PROXY: NO_NETWORK,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
  });
}

/** A deployment without operators is warned about. */
const OPERATORS = '["arn:aws:iam::111122223333:role/operators/*"]';

describe('npx cdk synth', () => {
  it('makes template and bundle without credentials or network, with nothing to complain of', () => {
    const context = ['--context', `ssm-audit:operators=${OPERATORS}`];
    const { status, stderr } = run(['cdk', 'synth', '--quiet', '--output', outputFolder, ...context]);
    expect({ status, complaints: stderr.match(/^.*(?:error|warning|notice|feature flags).*$/gim) }).toEqual({
      status: 0,
      complaints: null,
    });
    const template = JSON.parse(readFileSync(join(outputFolder, 'ssm-audit.template.json'), 'utf8'));
    expect(Object.keys(template.Outputs)).toContain('EventsTableName');
    const assets = readdirSync(outputFolder).filter((name) => name.startsWith('asset.'));
    const contents = assets.map((asset) => readdirSync(join(outputFolder, asset)));
    expect(contents).toContainEqual(['index.mjs']);
    expect(contents).toContainEqual(['index.mjs', 'rules.json']);
  });

  it('says in one line what is wrong with a configuration, without a stack trace', () => {
    // As the CDK's command runs the app, which hands the context on.
    const [npx, ...words] = app.split(' ');
    const context = JSON.stringify({ 'ssm-audit:retentionDays': 'forever' });
    const { status, stderr } = run(words, { CDK_CONTEXT_JSON: context, CDK_OUTDIR: outputFolder });
    expect(npx).toBe('npx');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'context key ssm-audit:retentionDays is "forever": expected a whole number of days from 1 to 36500\n',
    });
  });
});
