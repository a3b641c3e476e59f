import type { Resource } from '../resources/resource';
import { attributeBytes, itemBytes, UNIT_BYTES } from './dynamodb-limits';

/** The most resources that a Terms row lists in addition to its own, the strongest first. */
const MAX_OTHERS = 8;

/** How many bytes the count of the resources that are left out takes. */
const COUNT_BYTES = attributeBytes({ marks: { resourcesOmitted: 0 } });

/** What a Terms row always has: what tells it apart from others, and whether it still counts. */
const ALWAYS: ReadonlySet<string> = new Set([
  'term',
  'eventTimeIdName',
  'eventName',
  'outcome',
  'origin',
  'indexVersion',
  'expiresAt',
]);

/** Values by name: attributes, or marks. */
export type Values = Readonly<Record<string, unknown>>;

/** What tells a Terms row apart from others. */
interface TermKey {
  readonly term: string;
  readonly eventTimeIdName: string;
}

/** Attributes and marks of a row, and the names of those that do not fit. */
interface Fitting {
  readonly attributes: Values & TermKey;
  readonly marks: Values;
  readonly omitted: readonly string[];
  /** What all of it takes. */
  readonly bytes: number;
}

/**
 * What a Terms row holds that one write unit puts: the fields, and of the resources its own and the strongest others, as
 * many as fit. What is left out is counted (`resourcesOmitted`) or named (`fieldsOmitted`): whoever needs it fetches the
 * Events row.
 *
 * @param own the resources that the term stands for
 * @param resources all resources of the event as rows hold them, the strongest first
 */
export function leanRow(
  attributes: Values & TermKey,
  marks: Values,
  own: readonly Resource[],
  resources: readonly Resource[],
): Values & TermKey {
  const ownBytes = own.length === 0 ? 0 : attributeBytes({ resources: own.slice(0, 1) });
  const fitting = fittingValues(attributes, marks, UNIT_BYTES - COUNT_BYTES - ownBytes);
  const room = UNIT_BYTES - COUNT_BYTES - fitting.bytes;
  const listed = fittingResources([...own, ...strongestOthers(resources, own)], room);
  const omitted = resources.length - listed.length;
  const allMarks = { ...fitting.marks, ...(omitted > 0 && { resourcesOmitted: omitted }) };
  return {
    ...fitting.attributes,
    ...(listed.length > 0 && { resources: listed }),
    ...(Object.keys(allMarks).length > 0 && { marks: allMarks }),
    ...(fitting.omitted.length > 0 && { fieldsOmitted: fitting.omitted }),
  };
}

/** Leaves out the largest value until the rest fits. */
function fittingValues(attributes: Values & TermKey, marks: Values, room: number): Fitting {
  const all = { attributes, marks, omitted: [] };
  const allBytes = bytesOf(all);
  if (allBytes <= room) return { ...all, bytes: allBytes };
  const [fields, told] = [{ ...attributes }, { ...marks }];
  const omitted: string[] = [];
  const bytes = () => bytesOf({ attributes: fields, marks: told, omitted });
  while (bytes() > room) {
    const largest = [...droppable(fields), ...droppable(told)].sort((one, other) => other.bytes - one.bytes)[0];
    if (largest === undefined) break;
    delete fields[largest.name];
    delete told[largest.name];
    omitted.push(largest.name);
  }
  return { attributes: fields, marks: told, omitted, bytes: bytes() };
}

function droppable(values: Values) {
  return Object.entries(values)
    .filter(([name]) => !ALWAYS.has(name))
    .map(([name, value]) => ({ name, bytes: attributeBytes(value) }));
}

function bytesOf({ attributes, marks, omitted }: Omit<Fitting, 'bytes'>): number {
  const marked = Object.keys(marks).length > 0 ? attributeBytes({ marks }) : 0;
  return itemBytes(attributes) + marked + (omitted.length > 0 ? attributeBytes({ fieldsOmitted: omitted }) : 0);
}

function strongestOthers(resources: readonly Resource[], own: readonly Resource[]): readonly Resource[] {
  const strongest = resources.slice(0, MAX_OTHERS + own.length);
  return strongest.filter((resource) => !own.includes(resource)).slice(0, MAX_OTHERS);
}

function fittingResources(resources: readonly Resource[], room: number): readonly Resource[] {
  const listed: Resource[] = [];
  for (const resource of resources) {
    if (attributeBytes({ resources: [...listed, resource] }) > room) break;
    listed.push(resource);
  }
  return listed;
}
