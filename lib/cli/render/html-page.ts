import { safeText } from '../../core/text/safe-text';

/** Nothing is loaded and nothing runs: all that a page has is in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin-top: 1.6rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem }
dt { font-weight: 600 }
dd { margin: 0; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 0.6rem 0.2rem 0; border-bottom: 1px solid #8884; overflow-wrap: anywhere }
li, code { overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
@media print { body { max-width: none; margin: 0 } h2, tr { break-inside: avoid; break-after: auto } a { color: inherit } }
`;

/**
 * One HTML file without scripts, to be kept and printed. `style` and `body` are the program's own, with all text of logs made
 * inert; the title is made so here.
 */
export function htmlPage(title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${inert(title)}</title>
<style>${STYLE.trimEnd()}${style}</style>
</head>
<body>
${body}</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is text in HTML, in an attribute as well, on one line and in one direction. */
export function inert(text: string): string {
  return safeText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
