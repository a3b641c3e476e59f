import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type IncomingMessage, get as request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { readMessage } from '../lib/core/explorer/messages';
import { chromiumPath, launchChromium } from '../scripts/chromium';
import { PROJECT_ROOT } from '../scripts/project-root';

/** How an answer came, in milliseconds since it was asked. */
export interface Asked {
  /** Until the first row. */
  readonly firstMs: number;
  /** Until its end. */
  readonly wholeMs: number;
  readonly rows: number;
}

/** `ssm-audit ui` as a process of its own, and a client that it has let in. */
export class BenchedExplorer {
  private constructor(
    private readonly child: ChildProcess,
    /** What lets a browser in. */
    readonly url: URL,
    private readonly cookie: string,
  ) {}

  /** Starts it on a local store. */
  static async start(store: string): Promise<BenchedExplorer> {
    const words = [join(PROJECT_ROOT, 'bin', 'ssm-audit'), 'ui', '--no-open', '--local', store];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = await once(child.stdout, 'data');
    const url = new URL(String(line).trim());
    const { headers } = await responseTo(`${url}`, '');
    return new BenchedExplorer(child, url, headers['set-cookie']?.[0]?.split(';')[0] ?? '');
  }

  /** Asks a list, and reads it to its end. */
  async ask(question: string): Promise<Asked> {
    const began = performance.now();
    const answer = await responseTo(`${this.url.origin}${this.url.pathname}api/events${question}`, this.cookie);
    let firstMs = Number.NaN;
    let rows = 0;
    for await (const line of createInterface({ input: answer })) {
      const message = readMessage(line);
      if (message.type !== 'rows') continue;
      rows += message.rows.length;
      if (Number.isNaN(firstMs)) firstMs = performance.now() - began;
    }
    return { firstMs, wholeMs: performance.now() - began, rows };
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.child.kill('SIGINT');
    await once(this.child, 'exit');
  }
}

/** The page as Chromium shows it, each time in a new context. Undefined if there is no browser. */
export async function firstRowsInBrowser(url: URL, runs: number): Promise<readonly Asked[] | undefined> {
  if (chromiumPath() === undefined) return undefined;
  const browser = await launchChromium();
  try {
    const asked: Asked[] = [];
    for (let run = 0; run < runs; run += 1) {
      const page = await browser.newPage();
      const began = performance.now();
      await page.goto(`${url}`);
      await page.waitForSelector('[data-row]');
      const firstMs = performance.now() - began;
      await page.waitForSelector('.busy', { state: 'detached' });
      const rows = await page.locator('[data-row]').count();
      asked.push({ firstMs, wholeMs: performance.now() - began, rows });
      await page.close();
    }
    return asked;
  } finally {
    await browser.close();
  }
}

async function responseTo(address: string, cookie: string): Promise<IncomingMessage> {
  const asked = request(address, { headers: { cookie } });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}
