import { findSecrets, type Place, type Secret } from './find-secrets';
import { type JsonObject, textAt } from './json';
import { maskEchoes } from './masked-echo';
import { maskedPathsOf } from './masked-path';

/** A record without its secrets. */
export interface MaskedRecord {
  readonly record: JsonObject;
  /** Where they were, for a person to read: `responseElements.tokenValue`. Empty if nothing was masked. */
  readonly maskedPaths: readonly string[];
}

/**
 * A record with its secrets replaced by `maskMarker`, by the closed list in `secret-names.ts`. Everything else stays as
 * CloudTrail wrote it. Does not change the given record, and returns it if nothing was masked. Masking a masked record
 * changes nothing.
 */
export function maskRecord(record: JsonObject): MaskedRecord {
  const secrets = findSecrets(record);
  if (secrets.length === 0) return { record, maskedPaths: [] };
  const masked = replaceSecrets(record, secrets);
  const maskedPaths = maskedPathsOf(secrets);
  const message = textAt(masked, 'errorMessage') ?? '';
  const errorMessage = maskEchoes(
    message,
    secrets.flatMap(({ texts }) => texts),
  );
  if (errorMessage === message) return { record: masked, maskedPaths };
  return { record: { ...masked, errorMessage }, maskedPaths: [...maskedPaths, 'errorMessage'] };
}

/**
 * The same for a record with damaged bytes, whose event source and name cannot be trusted. It is masked like a Systems
 * Manager record of an unknown call, which may contain any secret of the list.
 */
export function maskUnnamedRecord(record: JsonObject): MaskedRecord {
  const { eventSource, eventName: _, ...unnamed } = record;
  const masked = maskRecord({ ...unnamed, eventSource: 'ssm.amazonaws.com' });
  if (masked.maskedPaths.length === 0) return { record, maskedPaths: [] };
  const { eventSource: __, ...rest } = masked.record;
  return { record: { ...record, ...rest }, maskedPaths: masked.maskedPaths };
}

/** A copy in which only the objects and lists on the way to a secret are new. */
function replaceSecrets(record: JsonObject, secrets: readonly Secret[]): JsonObject {
  const root = { ...record };
  const copies = new Map<Place, object>();
  for (const { place, key, replacement } of secrets) define(copyDownTo(place, root, copies), key, replacement);
  return root;
}

/** The copy of an object or list, made with those above it that have not been copied for another secret. */
function copyDownTo(place: Place, root: object, copies: Map<Place, object>): object {
  const missing: Place[] = [];
  let at = place;
  for (; at.parent !== undefined && !copies.has(at); at = at.parent) missing.push(at);
  let container = copies.get(at) ?? root;
  for (const below of missing.reverse()) {
    const copy = Array.isArray(below.container) ? [...below.container] : { ...below.container };
    define(container, below.key, copy);
    copies.set(below, copy);
    container = copy;
  }
  return container;
}

/** This is not an assignment, so that a member called `__proto__` stays a member. */
function define(container: object, key: string, value: unknown): void {
  Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true });
}
