import { type JsonObject, type JsonValue, member } from '../../../lib/core/record/json';
import { touchedBy } from '../../../lib/core/resources/resources-of';

/** The names that a record has and that are neither resources of it nor mentioned in it, each after the name of the event. */
export function missedNames(record: JsonObject): readonly string[] {
  const { resources, mentions } = touchedBy(record);
  const found = new Set([...resources.map(({ id }) => id), ...mentions]);
  return [...crudeNames(record)].filter((name) => !found.has(name)).map((name) => `${record.eventName} ${name}`);
}

/**
 * What a record names, found without knowing anything of actions: by patterns in the text of request, response,
 * `resources[]` and error message, and by the four spellings of a name in the request.
 */
export function crudeNames(record: JsonObject): ReadonlySet<string> {
  const { requestParameters: request = null, responseElements = null, resources = null, errorMessage = null } = record;
  const text = JSON.stringify([request, responseElements, resources, errorMessage]).replaceAll('\\"', '');
  return new Set([
    ...(text.match(/\bm?i-[0-9a-f]{8,17}\b/gi) ?? []),
    ...matches(text, /arn:aws[a-z-]*:ssm:[^:]*:[^:]*:parameter(\/[^"\s]+\/[^"\s]+)/g),
    ...matches(
      text,
      /arn:aws[a-z-]*:ssm:[^:]*:[^:]*:(?:parameter|document|session|managed-instance)\/([^"/\s]+)(?=["\s])/g,
    ),
    ...matches(text, /"(?:commandId|sessionId|associationId|documentName)":"([^"]+)"/g),
    ...(record.eventName === 'PutComplianceItems' ? [] : matches(text, /"(?:name|resourceId)":"([^"]+)"/g)),
    ...listOf(member(request, 'names')),
  ]);
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function listOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}
