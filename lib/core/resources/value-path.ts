import { isJsonObject, type JsonObject, type JsonValue, member } from '../record/json';

/** The two halves of a call as CloudTrail records it. */
export const SIDES = { request: 'requestParameters', response: 'responseElements' } as const;
export type Side = keyof typeof SIDES;

/** A place in a call: `request.instanceIds`, `response.command.commandId`. A list on the way stands for its elements. */
export type ValuePath = Side | `${Side}.${string}`;

/** The member `key` of a value, however its first letter is written: GUI Connect records `InstanceId` for `instanceId`. */
export function field(value: unknown, key: string): JsonValue | undefined {
  return member(value, key) ?? member(value, capitalised(key));
}

/** The values at a path, lists taken apart; none where a step is missing or is not what the path expects. */
export function valuesAt(record: JsonObject, path: ValuePath): readonly JsonValue[] {
  const [side, ...keys] = path.split('.');
  const root = member(record, side === 'response' ? SIDES.response : SIDES.request);
  return keys.reduce<readonly JsonValue[]>(
    (found, key) => found.flatMap((value) => elements(field(value, key))),
    elements(root),
  );
}

/** A list's elements; any other value as the only one; none for an absent one. */
export function elements(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) && !isJsonObject(value) ? value : [value as JsonValue];
}

function capitalised(key: string): string {
  return key.charAt(0).toUpperCase() + key.slice(1);
}
