import { isJsonObject } from '../record/json';

/** How many characters of text an excerpt shows: enough to tell a mistyped message from a stranger's. */
const EXCERPT_LENGTH = 60;

/** How many member names an excerpt shows. Every known shape has fewer. */
const EXCERPT_MEMBERS = 12;

/** Runs of this length are keys, tokens or signatures rather than words. An excerpt does not show them. */
const OPAQUE_RUN = /[A-Za-z0-9+/=_-]{16,}/g;

/**
 * A message on the delivery path has no form that this system understands. This is permanent: the message fails until
 * it is a dead letter. The error does not contain the message, so that logging the error cannot log a secret. It shows
 * only the member names of an object, or the first words of text.
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
        'find out who else sends to the delivery topic or queue',
    );
    this.name = 'UnreadableAnnouncementError';
    this.excerpt = excerpt;
  }
}

function excerptOf(body: unknown): string {
  if (typeof body === 'string') return `text of ${body.length} characters, "${shorten(body)}"`;
  if (Array.isArray(body)) return `a list of ${body.length} elements`;
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
