import { parse } from 'yaml';
import { isJsonObject } from '../../../lib/core/record/json';
import { PACK_NAMES, ruleTextOf } from './pack-files';

/** Selections that mean the same in every rule. Sigma has no way to share them, so each rule has a copy. */
const SHARED = [
  'succeeded',
  'denied',
  'by_person',
  'by_service_linked_role',
  'by_way_of_a_service',
  'by_instance_role',
] as const;

function detectionOf(name: string): unknown {
  const document: unknown = parse(ruleTextOf(name));
  return isJsonObject(document) ? document['detection'] : undefined;
}

describe('a selection that rules share', () => {
  it.each(SHARED)('is the same wherever it stands: %s', (selection) => {
    const copies = PACK_NAMES.map(detectionOf).flatMap((detection) =>
      isJsonObject(detection) && detection[selection] !== undefined ? [JSON.stringify(detection[selection])] : [],
    );
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies).size).toBe(1);
  });

  it.each(PACK_NAMES)('says in every rule whether success or denial is meant: %s', (name) => {
    const detection = detectionOf(name);
    if (!isJsonObject(detection)) throw new Error(`${name} has no detection`);
    const { condition } = detection;
    expect(String(condition)).toMatch(/\b(?:succeeded|denied)\b/);
    const named = Object.keys(detection).filter((key) => key !== 'condition');
    expect(named.filter((selection) => !new RegExp(`\\b${selection}\\b`).test(String(condition)))).toEqual([]);
  });
});
