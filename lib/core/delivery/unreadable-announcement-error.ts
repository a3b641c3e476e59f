import { isJsonObject } from '../record/json';

/** Characters of a text that an excerpt shows: enough to tell a mistyped message from a stranger's. */
const EXCERPT_LENGTH = 60;

/** Member names that an excerpt shows: every shape that is understood has fewer. */
const EXCERPT_MEMBERS = 12;

/** Runs this long are keys, tokens or signatures rather than words, and are not shown. */
const OPAQUE_RUN = /[A-Za-z0-9+/=_-]{16,}/g;

/**
 * A message on the delivery path that says nothing this system understands. Permanent: the message fails until it is
 * among the dead letters. The message itself is not kept here, so that logging the error cannot log a secret: of an
 * object only the names of its members are shown, of a text its first words.
 */
export class UnreadableAnnouncementError extends Error {
  readonly excerpt: string;

  constructor(
    readonly problem: string,
    body: unknown,
  ) {
    const excerpt = excerptOf(body);
    super(
      `unreadable announcement: ${problem}, in ${excerpt}: expected CloudTrail's {"s3Bucket", "s3ObjectKey": […]}, ` +
        'an S3 event or EventBridge\'s "Object Created", plain or as an SNS notification; ' +
        'find out what else sends to the delivery topic or queue',
    );
    this.name = 'UnreadableAnnouncementError';
    this.excerpt = excerpt;
  }
}

function excerptOf(body: unknown): string {
  if (typeof body === 'string') return `a text of ${body.length} characters, "${shorten(body)}"`;
  if (Array.isArray(body)) return `a list of ${body.length}`;
  if (isJsonObject(body)) return `an object with ${memberNames(body)}`;
  return body === null ? 'null' : `a value of type ${typeof body}`;
}

function memberNames(body: object): string {
  const names = Object.keys(body);
  if (names.length === 0) return 'no members';
  const shown = names.slice(0, EXCERPT_MEMBERS).map(shorten);
  return `the members ${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`;
}

function shorten(text: string): string {
  const start = text.slice(0, EXCERPT_LENGTH).replaceAll(/[\p{C}\p{Z}]+/gu, ' ');
  return start.replaceAll(OPAQUE_RUN, '***') + (text.length > EXCERPT_LENGTH ? '…' : '');
}
