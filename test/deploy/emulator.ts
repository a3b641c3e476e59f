import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { succeeded } from './command';
import type { Tools } from './tools';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';

const STARTS_WITHIN_MS = 60_000;

/** An AWS that is not ours, on loopback. It takes the access key for the account that calls. */
export class Emulator {
  private constructor(
    private readonly process: ChildProcess,
    private readonly folder: string,
    readonly endpoint: string,
    private readonly path: string,
  ) {}

  static async start(tools: Tools): Promise<Emulator> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-deploy-'));
    const log = openSync(join(folder, 'emulator.log'), 'w');
    const child = spawn(tools.program('ministack'), [], {
      env: {
        ...process.env,
        PATH: tools.path,
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        GATEWAY_PORT: String(port),
        MINISTACK_REGION: REGION,
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        TMPDIR: folder,
      },
      stdio: ['ignore', log, log],
    });
    const emulator = new Emulator(child, folder, `http://127.0.0.1:${port}`, tools.path);
    await emulator.ready();
    return emulator;
  }

  /** The environment in which a program asks this AWS, as an account and in a region. */
  environment(account = ACCOUNT, region = REGION): NodeJS.ProcessEnv {
    return {
      PATH: this.path,
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_PAGER: '',
    };
  }

  /** The settings of a client that asks this AWS. */
  settings(account = ACCOUNT, region = REGION) {
    const credentials = { accessKeyId: account, secretAccessKey: 'none' };
    return { endpoint: this.endpoint, region, credentials, forcePathStyle: true };
  }

  /** What AWS's command line prints. */
  aws(args: readonly string[], account = ACCOUNT, region = REGION): string {
    return succeeded('aws', args, { env: this.environment(account, region) });
  }

  /** What it wrote about its work, for whoever looks into a failure. */
  log(): string {
    return readFileSync(join(this.folder, 'emulator.log'), 'utf8');
  }

  stop(): void {
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (const until = Date.now() + STARTS_WITHIN_MS; Date.now() < until; await sleep(250)) {
      const answer = await fetch(`${this.endpoint}/_ministack/health`).catch(() => undefined);
      if (answer) return;
      if (this.process.exitCode !== null) break;
    }
    const said = this.log();
    this.stop();
    throw new Error(`the emulator did not start:\n${said}`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
