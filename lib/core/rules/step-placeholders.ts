import { fieldNames } from '../../contract/event-fields';
import { RESOURCE_KINDS } from '../resources/resource';
import { isRecordField, similarRecordField } from './record-fields';
import type { Finding } from './yaml/document-error';
import { entryOf, textOf } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/** A placeholder in a next step: a field or a path, `resource.<kind>`, or the event's time with an offset. */
export const PLACEHOLDER = /\{([A-Za-z][\w.]*(?:[+-]\d{1,4}[mhd])?)\}/g;

const RESOURCE = /^resource\.(.*)$/;
const TIME = /^eventTime[+-]\d{1,4}[mhd]$/;

/** The kind of resource that a placeholder asks for; undefined where it asks for something else. */
export function resourceKindIn(placeholder: string): string | undefined {
  return RESOURCE.exec(placeholder)?.[1];
}

/** What looks like a placeholder: one word in braces, as no JSON has it. */
const BRACED = /\{\s*([\w.$]+(?:\s*[+-]\s*\w+)?)\s*\}/g;

/** What there is to say about the next steps of a rule: a placeholder that no event fills in, so that its command never comes. */
export function findingsOnSteps(document: YamlMap): readonly Omit<Finding, 'file'>[] {
  const steps = entryOf(document, 'nextSteps')?.value;
  if (steps?.kind !== 'list') return [];
  const groupBy = groupedBy(document);
  return steps.items.flatMap((item) =>
    [...(textOf(item) ?? '').matchAll(BRACED)].flatMap(([written, name = '']) => {
      if (written === `{${name}}` && (groupBy.has(name) || isKnown(name))) return [];
      const hint = `${similar(name)} (docs/rules.md lists them)`;
      return [{ line: item.line, message: `nextSteps: no event fills in ${written}${hint}` }];
    }),
  );
}

/** The names of the fields that a correlation groups by: its alerts fill them in. */
function groupedBy(document: YamlMap): ReadonlySet<string> {
  const first = mapAt(mapAt(document, 'ssmAudit'), 'firstSeen');
  const lists = [mapAt(document, 'correlation'), first].map((map) => map && entryOf(map, 'group-by')?.value);
  return new Set(
    lists.flatMap((list) => (list?.kind === 'list' ? list.items : (list ?? []))).flatMap((node) => textOf(node) ?? []),
  );
}

function mapAt(map: YamlMap | undefined, key: string): YamlMap | undefined {
  const value = map && entryOf(map, key)?.value;
  return value?.kind === 'map' ? value : undefined;
}

function isKnown(name: string): boolean {
  const kind = resourceKindIn(name);
  if (kind !== undefined) return RESOURCE_KINDS.some((each) => each === kind);
  return TIME.test(name) || PLAIN_NAMES.includes(name) || isRecordField(name);
}

/** The reference, and the fields of an event. */
const PLAIN_NAMES: readonly string[] = ['ref', ...fieldNames()];

const PLACEHOLDERS: readonly string[] = [...PLAIN_NAMES, ...RESOURCE_KINDS.map((kind) => `resource.${kind}`)];

function similar(name: string): string {
  const plain = letters(name);
  if (plain.startsWith('eventtime')) return '; expected a time such as {eventTime-24h}?';
  const known = PLACEHOLDERS.find((each) => isNear(letters(each), plain)) ?? similarRecordField(name);
  return known === undefined ? '' : `; expected {${known}}?`;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** Whether two words differ by a letter that one of them lacks or has otherwise. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short === long) return true;
  if (short.length < 3 || long.length - short.length > 1) return false;
  const same = [...short].findIndex((letter, at) => letter !== long[at]);
  const at = same === -1 ? short.length : same;
  return long.slice(at + 1) === short.slice(long.length > short.length ? at : at + 1);
}
