import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { isSystemsManagerSource } from '../../../lib/core/record/event-source';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../../../lib/core/record/json';
import { resourcesOf } from '../../../lib/core/resources/resources-of';

/** Public CloudTrail logs beside the working tree, not part of the project. */
const DATA = resolve(__dirname, '../../../../shared/data');

const whereThereIsData = existsSync(DATA) ? describe : describe.skip;

whereThereIsData(`the Systems Manager records of ${DATA} (skipped where it is absent)`, () => {
  const records = existsSync(DATA) ? systemsManagerRecords() : [];

  test('are there', () => {
    expect(records.length).toBeGreaterThan(250);
  });

  test('yield every resource that they name anywhere', () => {
    const missed = records.flatMap((record) => {
      const found = resourcesOf(record).map(({ id }) => id);
      return [...crudeNames(record)]
        .filter((name) => !found.includes(name))
        .map((name) => `${record.eventName} ${name}`);
    });
    expect(missed).toEqual([]);
  });

  test('yield something wherever they name something, in most of the calls', () => {
    const naming = records.filter((record) => crudeNames(record).size > 0);
    expect(naming.length).toBeGreaterThan(200);
    expect(naming.filter((record) => resourcesOf(record).length === 0)).toEqual([]);
  });
});

/**
 * What a record names, found without knowing anything of actions: by patterns in the text of request, response,
 * `resources[]` and error message, and by the four spellings of a name in the request.
 */
function crudeNames(record: JsonObject): ReadonlySet<string> {
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

function systemsManagerRecords(): readonly JsonObject[] {
  const files = readdirSync(DATA, { recursive: true, encoding: 'utf8' }).filter((file) => extname(file) === '.json');
  return files.flatMap((file) => recordsIn(jsonOf(readFileSync(join(DATA, file), 'utf8'))));
}

/** A file may be one document or a line of JSON for each record; anything else is not of interest here. */
function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text.split('\n').flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : []));
  }
}

function recordsIn(value: JsonValue): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => recordsIn(element));
  if (!isJsonObject(value)) return [];
  if (isSystemsManagerSource(value.eventSource)) return [value];
  return Object.values(value).flatMap((inner) => recordsIn(inner));
}
