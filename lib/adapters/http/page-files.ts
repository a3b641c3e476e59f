import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../folder/project-path';
import { escapedText } from './escaped-text';

/** A file of the page as a browser gets it. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Where a build leaves the files of the page. */
const FOLDER = join('dist', 'ui');

/** All files that there are, by the path below the base: no other is ever opened. */
const TYPES = {
  'page.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** The files of the page, read once. Undefined if the program was built without a page. */
export function pageFiles(): ReadonlyMap<string, PageFile> | undefined {
  const folder = projectPath(FOLDER);
  if (folder === undefined) return undefined;
  try {
    return new Map(
      Object.entries(TYPES).map(([name, type]) => [name, { type, bytes: readFileSync(join(folder, name)) }]),
    );
  } catch {
    return undefined;
  }
}

/** What the document of a page says of it. */
export interface DocumentParts {
  /** What its script asks first, relative to the base, in this order. The browser asks it while it still reads the script. */
  readonly asks?: readonly string[];
  /** What is wrong with its address, as the script says it. */
  readonly refusal?: string;
}

/** The document of every page: what it shows, its script makes of the address. `base` is the folder that all lies under. */
export function pageDocument(base: string, { asks = [], refusal = '' }: DocumentParts): string {
  const preloads = asks.map(
    (path) => `<link rel="preload" as="fetch" crossorigin href="${escapedText(`${base}${path}`)}">\n`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ssm-audit</title>
<link rel="icon" href="${base}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}page.css">
<script type="module" src="${base}page.js"></script>
${preloads.join('')}</head>
<body>
<div id="page"></div>
<noscript>${escapedText(refusal)} This page needs JavaScript. On the command line, ssm-audit query answers the same questions.</noscript>
</body>
</html>
`;
}

/**
 * The document that sends a browser on to an address of this server. A redirect would not do where the browser comes from
 * elsewhere: it sends strict cookies only to where a page of this server sends it.
 */
export function onwardDocument(to: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>ssm-audit</title><meta http-equiv="refresh" content="0;url=${escapedText(to)}"><p><a href="${escapedText(to)}">Open ssm-audit</a></p></html>\n`;
}
