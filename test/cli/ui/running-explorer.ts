import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Message, readMessage } from '../../../lib/core/explorer/messages';
import { rawRequest } from '../../adapters/http/raw-request';

const ROOT = join(__dirname, '..', '..', '..');

/** `ssm-audit ui` as a process of its own, and a client that it has let in. */
export class RunningExplorer {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: URL,
    readonly cookie: string,
  ) {}

  /** Starts it on a local store; resolves when it lets somebody in. `env` goes to the process in addition. */
  static start(
    store: string,
    words: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
  ): Promise<RunningExplorer> {
    return RunningExplorer.startOn(['--local', store, ...words], env);
  }

  /** The same on any store, such as `--stack NAME`. */
  static async startOn(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RunningExplorer> {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'ssm-audit'), 'ui', '--no-open', ...words], {
      cwd: ROOT,
      env: { ...process.env, PATH: '', XDG_CONFIG_HOME: join(__dirname, 'no-configuration'), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += String(text);
    });
    const [address] = await Promise.race([
      once(child.stdout ?? child, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error(stderr))),
    ]);
    const url = new URL(String(address).trim());
    const { headers } = await rawRequest(Number(url.port), { path: `${url.pathname}${url.search}` });
    return new RunningExplorer(child, url, String(headers['set-cookie']).split(';')[0] ?? '');
  }

  /** What it answers below its base. */
  get(path: string, method = 'GET'): ReturnType<typeof rawRequest> {
    const { url, cookie } = this;
    return rawRequest(Number(url.port), { method, path: `${url.pathname}${path}`, headers: { cookie } });
  }

  /** The messages of an answer. */
  async messages(path: string): Promise<readonly Message[]> {
    const { text } = await this.get(path);
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map(readMessage);
  }

  /** Interrupts it, as Ctrl-C does. Gives its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode !== null) return this.child.exitCode;
    this.child.kill('SIGINT');
    const [code] = await once(this.child, 'exit');
    return code;
  }
}

/** The rows of an answer. */
export function rowsIn(messages: readonly Message[]): readonly Readonly<Record<string, unknown>>[] {
  return messages.flatMap((message) => (message.type === 'rows' ? message.rows : [])) as never;
}

/** The document of an answer. */
export function documentIn(messages: readonly Message[]): unknown {
  return messages.flatMap((message) => (message.type === 'document' ? [message.document] : []))[0];
}

/** The words of a command that an answer shows, without the name of the program. Only for commands that quote nothing. */
export function wordsIn(messages: readonly Message[]): readonly string[] {
  const [asked] = messages;
  if (asked?.type !== 'asked') throw new Error(`expected what was asked, found ${asked?.type}`);
  const words = asked.command.split(' ');
  return words.slice(words.indexOf('ssm-audit') + 1);
}
