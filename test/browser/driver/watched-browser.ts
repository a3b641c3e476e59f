import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../../scripts/chromium';

/** How the page calls back when its policy forbids something. */
const BINDING = 'tellViolation';

/** How long something may take that a page does, in milliseconds, also on a machine that does much else. */
const PATIENCE_MS = 60_000;

/** What the browser says of an answer that refuses a question, beside what the page says. */
const REFUSED = /^Failed to load resource: the server responded with a status of 4/;

/** What no page of the explorer may ever do, as it was seen: a line each. */
interface Seen {
  /** Hosts that anything was asked of. */
  readonly hosts: Set<string>;
  readonly violations: string[];
  readonly dialogs: string[];
  readonly errors: string[];
}

/** A browser whose every page is watched: what it asks for, forbidden things, dialogs and errors. */
export class WatchedBrowser {
  readonly seen: Seen = { hosts: new Set(), violations: [], dialogs: [], errors: [] };

  private constructor(private readonly browser: Browser) {}

  /** Starts it; `args` are its own flags. */
  static async launch(args: readonly string[] = []): Promise<WatchedBrowser> {
    return new WatchedBrowser(await launchChromium(args));
  }

  /** A new person's browser: no cookie, nothing remembered. */
  async context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.exposeBinding(BINDING, (_, text: string) => void this.seen.violations.push(text));
    await context.addInitScript((name) => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
        (window as unknown as Record<string, (text: string) => void>)[name]?.(
          `${violatedDirective} ${blockedURI} ${sample}`,
        );
      });
    }, BINDING);
    context.on('request', (request) => this.seen.hosts.add(new URL(request.url()).host));
    context.on('page', (page) => this.watch(page));
    return context;
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  private watch(page: Page): void {
    page.on('dialog', (dialog) => {
      this.seen.dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => this.seen.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !REFUSED.test(message.text())) this.seen.errors.push(message.text());
    });
  }
}

/** Expects that nothing was seen but requests to one server. */
export function expectNothingForbidden({ seen }: WatchedBrowser, ...hosts: readonly string[]): void {
  expect({ ...seen, hosts: [...seen.hosts] }).toEqual({
    hosts,
    violations: [],
    dialogs: [],
    errors: [],
  });
}
