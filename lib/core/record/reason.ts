import { type JsonValue, member } from './json';
import { readableTextAt } from './readable-text';

/**
 * The reason that the caller of a Systems Manager call gave (`StartSession`, `StartAccessRequest`); undefined where there
 * is none. Where CloudTrail leaves the parameters out, a member of this name says why it does, which is no reason.
 */
export function reasonOf(record: JsonValue | undefined): string | undefined {
  const request = member(record, 'requestParameters');
  return member(request, 'omitted') === undefined ? readableTextAt(request, 'reason') : undefined;
}
