import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Random bytes of what lets a browser in, and of the folder under which everything lies: 192 and 96 bits. */
const SECRET_BYTES = 24;
const BASE_BYTES = 12;

/** The name of the cookie. */
const COOKIE = 'ssm-audit';

/**
 * What lets one person's browser in while the process lives: a token, for which it gets a cookie. Cookies ignore ports, so
 * that the cookie belongs to a folder that no other server on this machine can guess.
 */
export class SessionSecrets {
  /** The folder, with a slash at each end. */
  readonly base = `/${randomBytes(BASE_BYTES).toString('hex')}/`;
  readonly token = randomBytes(SECRET_BYTES).toString('hex');
  private readonly cookie = randomBytes(SECRET_BYTES).toString('hex');

  /** Whether this is the token. Takes as long for any text of the same length. */
  isToken(given: string): boolean {
    return isEqual(given, this.token);
  }

  /** Whether one of the cookies of a request is ours. */
  isAdmitted(cookies: string | undefined): boolean {
    const values = (cookies ?? '').split(';').map((each) => each.trim().split('='));
    return values.some(([name, value = '']) => name === COOKIE && isEqual(value, this.cookie));
  }

  /** What sets the cookie: no script reads it, and no other site makes a browser send it. */
  setCookie(): string {
    return `${COOKIE}=${this.cookie}; HttpOnly; SameSite=Strict; Path=${this.base}`;
  }
}

function isEqual(given: string, secret: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(secret)];
  return one.length === other.length && timingSafeEqual(one, other);
}
