import { type JsonValue, member, valueAt } from './json';
import { readableTextAt } from './readable-text';

/**
 * Where calls have what somebody wrote to explain them, as the API reference of each service has it: `StartSession` and
 * `StartAccessRequest` take a `Reason`, `SendCommand` a `Comment` (also as a task of a maintenance window),
 * `StartChangeRequestExecution` takes `ChangeDetails`, and `AcceptPage` of Incident Manager a `Note`.
 */
const TEXTS: readonly (readonly string[])[] = [
  ['reason'],
  ['comment'],
  ['changeDetails'],
  ['taskInvocationParameters', 'runCommand', 'comment'],
  ['note'],
];

/** Where they have a list: the payload of `SendAutomationSignal`, and the reviews of `UpdateDocumentMetadata`. */
const LISTS: readonly (readonly string[])[] = [
  ['payload', 'Comment'],
  ['documentReviews', 'comment'],
];

/**
 * The reason or comment that the caller gave. Undefined if there is none. If CloudTrail leaves out the parameters, a
 * member of this name says why, which is not a reason.
 */
export function reasonOf(record: JsonValue | undefined): string | undefined {
  const request = member(record, 'requestParameters');
  if (member(request, 'omitted') !== undefined) return undefined;
  const texts = [
    ...TEXTS.flatMap((path) => readableTextAt(request, ...path) ?? []),
    ...LISTS.flatMap((path) => textsOf(valueAt(request, ...path))),
  ];
  return texts.length === 0 ? undefined : texts.join('; ');
}

/** The texts of a list, or the contents of its entries. */
function textsOf(list: JsonValue | undefined): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: JsonValue) => readableTextAt(entry) ?? readableTextAt(entry, 'content') ?? []);
}
