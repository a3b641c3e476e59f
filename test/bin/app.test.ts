import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** Where nothing listens: whatever reaches for the network fails at once. */
const NO_NETWORK = 'http://127.0.0.1:9';

let outputFolder: string;

beforeEach(() => {
  outputFolder = mkdtempSync(join(tmpdir(), 'ssm-audit-synth-'));
});

afterEach(() => rmSync(outputFolder, { recursive: true, force: true }));

/** Runs `npx cdk synth --quiet` with no credentials, no configuration of AWS's and no network. */
function synth(...options: readonly string[]) {
  const withoutAws = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
  return spawnSync('npx', ['cdk', 'synth', '--quiet', '--output', outputFolder, ...options], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    env: {
      ...withoutAws,
      HOME: outputFolder,
      NODE_ENV: 'production',
      HTTP_PROXY: NO_NETWORK,
      HTTPS_PROXY: NO_NETWORK,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
}

/** A deployment without operators is warned about. */
const OPERATORS = '["arn:aws:iam::111122223333:role/operators/*"]';

describe('npx cdk synth', () => {
  it('makes template and bundle without credentials or network, with nothing to complain of', () => {
    const { status, stderr } = synth('--context', `ssm-audit:operators=${OPERATORS}`);
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
    const { status, stderr } = synth('--context', 'ssm-audit:retentionDays=forever');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'context key ssm-audit:retentionDays is "forever": expected a whole number of days from 1 to 36500\n',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
