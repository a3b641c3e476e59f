import type { IncomingMessage } from 'node:http';
import type { SessionSecrets } from './session-secrets';

/** What becomes of a request before anybody looks what it asks. */
export type Admission =
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 403 | 404 | 405 | 421; readonly text: string }
  /** It brought the token: the browser gets the cookie, and goes to the same address without the token. */
  | { readonly kind: 'redirected'; readonly to: string; readonly isFromElsewhere: boolean }
  /** `path` is what follows the base, still encoded; `search` begins with `?` or is empty. */
  | { readonly kind: 'admitted'; readonly path: string; readonly search: string };

/** The parts of a request that are checked. */
export type CheckedRequest = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'headersDistinct'>;

const METHODS: readonly string[] = ['GET', 'HEAD'];

/** Where a request may come from: this page, or somebody who typed the address. A program that is no browser says nothing. */
const SITES: readonly string[] = ['same-origin', 'none'];

const WRONG_SITE = 'another site asks: open the address that ssm-audit ui has printed';
const WRONG_TOKEN = 'this token is not, or no longer, the one: open the address that ssm-audit ui has printed last';
const NO_COOKIE =
  'your browser is not, or no longer, let in: open the address that ssm-audit ui has printed, with its token';

/**
 * Checks a request, in this order: the host that it was sent to, the method, the site that it comes from, the token or the
 * cookie, and whether it is about anything below the base. `host` is what `Host` has to be.
 */
export function admission(request: CheckedRequest, host: string, secrets: SessionSecrets): Admission {
  const { headers, method = '' } = request;
  if (!isSentTo(request, host)) return refused(421, `this is not the host ${host}`);
  if (!METHODS.includes(method))
    return refused(405, `${method} is given: expected GET or HEAD, because nothing is changed here`);
  const url = parsed(request.url ?? '', host);
  if (url === undefined) return refused(400, 'the address cannot be understood: expected a path');
  const tokens = url.searchParams.getAll('token');
  const isRight = tokens.length === 1 && secrets.isToken(tokens[0] ?? '');
  const isFromElsewhere = !SITES.includes(headers['sec-fetch-site']?.toString() ?? 'none');
  if (isFromElsewhere && !(isRight && isOpening(headers))) return refused(403, WRONG_SITE);
  if (tokens.length > 0) return isRight ? redirected(url, secrets, isFromElsewhere) : refused(403, WRONG_TOKEN);
  if (!secrets.isAdmitted(headers.cookie)) return refused(401, NO_COOKIE);
  return (
    below(url, secrets) ?? refused(404, 'there is nothing here: expected the address that ssm-audit ui has printed')
  );
}

/** Whether a request names this host, and no other beside it: Node.js gives the first of several. */
function isSentTo({ headersDistinct: { host: hosts = [] } }: CheckedRequest, host: string): boolean {
  return hosts.length === 1 && hosts[0] === host;
}

/**
 * Whether a browser opens a page of its own, not in a frame. The file that opens the browser is another site to it, so that
 * this one door is open to whoever brings the token.
 */
function isOpening(headers: CheckedRequest['headers']): boolean {
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

/** The path as it was sent: nobody resolves `..` in it. */
function parsed(
  text: string,
  host: string,
): { readonly path: string; readonly searchParams: URLSearchParams; readonly search: string } | undefined {
  if (!text.startsWith('/') || !URL.canParse(`http://${host}${text}`)) return undefined;
  const [, path = '', search = ''] = /^([^?#]*)(\?[^#]*)?/s.exec(text) ?? [];
  return { path, search, searchParams: new URLSearchParams(search) };
}

function redirected(
  url: NonNullable<ReturnType<typeof parsed>>,
  { base }: SessionSecrets,
  isFromElsewhere: boolean,
): Admission {
  if (!url.path.startsWith(base))
    return refused(404, 'there is nothing here: expected the address that ssm-audit ui has printed');
  const others = url.search
    .slice(1)
    .split('&')
    .filter((word) => !new URLSearchParams(word).has('token'));
  const query = others.join('&');
  return { kind: 'redirected', to: `${url.path}${query === '' ? '' : `?${query}`}`, isFromElsewhere };
}

function below(
  { path, search }: NonNullable<ReturnType<typeof parsed>>,
  { base }: SessionSecrets,
): Admission | undefined {
  if (!path.startsWith(base)) return undefined;
  return { kind: 'admitted', path: path.slice(base.length), search };
}

function refused(status: Extract<Admission, { kind: 'refused' }>['status'], text: string): Admission {
  return { kind: 'refused', status, text };
}
