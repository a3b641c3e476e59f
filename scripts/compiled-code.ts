import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project-root';

const RUNS = join(PROJECT_ROOT, 'scripts', 'run-for-code.cjs');

/** How many events the questions are asked of: enough that whatever works on many of them is compiled. */
const EVENTS = 200;

const FILE = '111122223333_CloudTrail_eu-central-1_20260302T0005Z_AbCdEfGhIjKlMnOp.json';

/**
 * What V8 makes of a program's script, of as much of it as the usual questions run. It is compiled by the Node.js that
 * builds, in a process of its own, and of use for no other version of V8.
 */
export function compiledCode(script: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-code-'));
  const code = join(folder, 'code');
  try {
    writeFileSync(join(folder, FILE), JSON.stringify({ Records: Array.from({ length: EVENTS }, record) }));
    execFileSync(process.execPath, [RUNS, script, folder, code], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: '', COLUMNS: '120', NO_COLOR: '1' },
    });
    return readFileSync(code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Calls as they are usual: somebody's session or command on an instance, and parameters that a role reads or may not read. */
function record(_: unknown, index: number): object {
  const common = {
    eventVersion: '1.09',
    eventTime: new Date(Date.UTC(2026, 2, 2, 0, 0, index)).toISOString().replace('.000', ''),
    eventSource: 'ssm.amazonaws.com',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.20',
    userAgent: 'aws-cli/2.15.0',
    requestID: `request-${index}`,
    eventID: `${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    userIdentity: IDENTITY,
  };
  if (index % 4 === 2)
    return {
      ...common,
      eventName: 'SendCommand',
      readOnly: false,
      requestParameters: { documentName: 'AWS-RunShellScript', instanceIds: ['i-0123456789abcdef0'] },
      responseElements: { command: { commandId: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}` } },
    };
  if (index % 4 === 0)
    return {
      ...common,
      eventName: 'StartSession',
      readOnly: false,
      requestParameters: { target: 'i-0123456789abcdef0' },
      responseElements: { sessionId: `jane-${index}`, tokenValue: 'Value hidden due to security reasons.' },
    };
  return {
    ...common,
    eventName: 'GetParameter',
    readOnly: true,
    requestParameters: { name: '/app/prod/db', withDecryption: true },
    responseElements: null,
    ...(index % 3 === 0 && { errorCode: 'AccessDeniedException', errorMessage: 'not authorized' }),
  };
}

const IDENTITY = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:jane',
  arn: 'arn:aws:sts::111122223333:assumed-role/deployer/jane',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLE',
      arn: 'arn:aws:iam::111122223333:role/deployer',
      accountId: '111122223333',
      userName: 'deployer',
    },
    attributes: { creationDate: '2026-03-02T00:00:00Z', mfaAuthenticated: 'false' },
  },
};
