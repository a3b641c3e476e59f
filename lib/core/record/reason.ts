import { type JsonValue, member } from './json';
import { readableTextAt } from './readable-text';

/**
 * The reason that the caller gave (`StartSession`, `StartAccessRequest`). Undefined if there is none. If CloudTrail
 * leaves out the parameters, a member of this name says why, which is not a reason.
 */
export function reasonOf(record: JsonValue | undefined): string | undefined {
  const request = member(record, 'requestParameters');
  return member(request, 'omitted') === undefined ? readableTextAt(request, 'reason') : undefined;
}
