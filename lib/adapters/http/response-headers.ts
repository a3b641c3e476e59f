/** What a page may load: what this server gives. */
const OWN = ["script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'"];

/** What a page may load and do, and nothing else. Text can never become markup or a script. */
function policy(sources: readonly string[]): string {
  return [
    "default-src 'none'",
    ...sources,
    "require-trusted-types-for 'script'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The headers of every answer, also of a refusal. None of them lets another origin read anything. */
export const RESPONSE_HEADERS = {
  'content-security-policy': policy(OWN),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
} as const;

/** The headers of a document that loads nothing, and whose style stands in it: `styleSource` is as `style-src` takes it. */
export function headersOfAlone(styleSource: string) {
  return { ...RESPONSE_HEADERS, 'content-security-policy': policy([`style-src ${styleSource}`]) };
}
