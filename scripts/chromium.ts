import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where systems have Chromium, or Chrome, which is made of it. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Chromium refuses to run as root with a sandbox, as in the containers of CI. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** The browser of this machine: the one that `CHROMIUM` names, else where systems have it. Undefined if there is none. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROMIUM'];
  return (named === undefined ? PLACES : [named]).find((place) => existsSync(place));
}

/** Starts the browser of this machine, without a window; `args` are its own flags. Throws if there is none. */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error(`no browser: expected one of ${PLACES.join(', ')}, or CHROMIUM=PATH`);
  return chromium.launch({ executablePath, args: [...AS_ROOT, ...args] });
}
