import { createHash } from 'node:crypto';
import { escapedText } from './escaped-text';

/** What a refusal is about, in a few words, by its status. */
const TITLES: Readonly<Record<number, string>> = {
  400: 'The address makes no sense',
  401: 'Your browser is not let in',
  403: 'This address lets nobody in',
  404: 'There is nothing here',
  405: 'Nothing can be changed here',
  421: 'This is another host',
  503: 'The page is not built',
};

/** A document, and where its style comes from for the policy of what it may load. */
export interface RefusalDocument {
  readonly html: string;
  /** The source of the style, as `style-src` takes it. */
  readonly styleSource: string;
}

/**
 * What a person sees whom the server does not let in: why, and the command that starts the explorer. It loads nothing, because
 * whoever is not let in gets no file: `style` is that of the page, and stands in it. The command has no flags: a stranger
 * must not learn which store is open.
 */
export function refusalDocument(status: number, text: string, start: string, style: string): RefusalDocument {
  const sheet = withSystemTheme(style);
  const title = TITLES[status] ?? 'The explorer does not answer';
  return {
    html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ssm-audit</title>
<style>${sheet}</style>
</head>
<body>
<header class="top"><span class="name">ssm-audit</span></header>
<main>
<h1>${title}</h1>
<p class="banner problem">${escapedText(text)}</p>
<p>The address is in the terminal in which the explorer runs. If it does not run any more, start it again with the flags that you gave before:</p>
<p class="command"><code>${escapedText(start)}</code></p>
</main>
</body>
</html>
`,
    styleSource: `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`,
  };
}

/** The page chooses its theme by a script. Where none runs, the system decides. */
function withSystemTheme(style: string): string {
  const [, dark] = /:root\[data-theme="?dark"?\]\s*\{([^}]*)\}/.exec(style) ?? [];
  return dark === undefined ? style : `${style}@media (prefers-color-scheme:dark){:root{${dark}}}`;
}
