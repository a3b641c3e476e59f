import type { BrowserContext, Locator, Page } from 'playwright-core';

/** Tabs after which what is sought is not on the way. */
const MOST_TABS = 200;

/** A page of the explorer as somebody uses it: by what it shows, and by mouse or keys. */
export class ExplorerPage {
  private asking = 0;

  private constructor(
    readonly page: Page,
    private readonly base: URL,
  ) {
    page.on('request', () => {
      this.asking += 1;
    });
    const ended = () => {
      this.asking -= 1;
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  /** Opens an address that lets in; `path` is relative to the base. Resolves when the answer is whole. */
  static async open(context: BrowserContext, address: URL, path = ''): Promise<ExplorerPage> {
    const opened = new ExplorerPage(await context.newPage(), address);
    await opened.page.goto(opened.withToken(path));
    await opened.settled();
    return opened;
  }

  /** The address of a path below the base that lets anybody in. */
  withToken(path: string): string {
    const { origin, pathname, searchParams } = this.base;
    return `${origin}${pathname}${path}${path.includes('?') ? '&' : '?'}token=${searchParams.get('token')}`;
  }

  /** Goes to another page by its address, as somebody does who types it. */
  async go(path: string): Promise<void> {
    await this.page.goto(`${this.base.origin}${this.base.pathname}${path}`);
    await this.settled();
  }

  /** Resolves when the answer is whole: nothing is being read, and the command that asks the same is there. */
  async settled(): Promise<void> {
    await this.page.locator('h1').waitFor();
    await this.page.waitForFunction(() => {
      const isAsked = document.getElementById('command') !== null || document.querySelector('[role=alert]') !== null;
      return isAsked && document.querySelector('.busy') === null;
    });
  }

  /** Resolves when also what is asked after the answer has come: the coverage, and what rules catch. */
  async quiet(): Promise<void> {
    await this.settled();
    // What is drawn asks once it is drawn.
    do await this.drawn();
    while (this.asking > 0);
  }

  /** Follows a link or presses a button, and waits for the answer. */
  async click(target: Locator): Promise<void> {
    await target.click();
    await this.settled();
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** The command that the page shows to copy. */
  command(): Promise<string> {
    return this.page.locator('#command').innerText();
  }

  /** What is asked: the address below the base. */
  asked(): string {
    const { pathname, search } = new URL(this.page.url());
    return `${pathname.slice(this.base.pathname.length)}${search}`;
  }

  /** Presses Tab until the focus is on what a selector means, with a text if one is given. Throws if it never is. */
  async tabTo(selector: string, text = ''): Promise<void> {
    for (let press = 0; press < MOST_TABS; press += 1) {
      await this.page.keyboard.press('Tab');
      const isThere = ([wanted, words]: readonly [string, string]) =>
        document.activeElement?.matches(wanted) && document.activeElement.textContent?.includes(words);
      if (await this.page.evaluate(isThere, [selector, text] as const)) return;
    }
    throw new Error(`no Tab leads to ${selector} '${text}'`);
  }

  /** What has the focus, in words that tell it from all else on the page. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement ?? document.body;
      return `${(element.cloneNode(false) as Element).outerHTML} ${element.textContent}`;
    });
  }

  /** References to all events of the list, in its order, also of those that come into being only when somebody scrolls. */
  async refs(): Promise<readonly string[]> {
    const found = new Set<string>();
    await this.page.evaluate(() => window.scrollTo(0, 0));
    await this.drawn();
    for (let isMore = true; isMore; ) {
      for (const ref of await this.shownRefs()) found.add(ref);
      isMore = await this.scrolled();
    }
    return [...found];
  }

  private shownRefs(): Promise<readonly string[]> {
    return this.page
      .locator('.list [data-row]')
      .evaluateAll((links) => links.map((link) => (link as HTMLElement).dataset['row'] ?? ''));
  }

  /** Scrolls down by most of a screen. Whether there was anything below. */
  private async scrolled(): Promise<boolean> {
    const scroll = () => {
      const before = window.scrollY;
      window.scrollBy(0, window.innerHeight / 2);
      return window.scrollY > before;
    };
    const isFurther = await this.page.evaluate(scroll);
    if (isFurther) await this.drawn();
    return isFurther;
  }

  /** Resolves when the page has been drawn with all that has changed, and what waits for that has been done. */
  private drawn(): Promise<void> {
    return this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
      await new Promise((resolve) => setTimeout(resolve));
    });
  }
}
