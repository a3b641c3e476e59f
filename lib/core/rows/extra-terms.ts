import { isBoxedNumber, isJsonObject, type JsonObject, type JsonValue, valueAt } from '../record/json';

/** The values at the configured paths (`requestParameters.documentName`) of a record, by path. */
export function extraTermsOf(
  record: JsonObject,
  paths: readonly string[],
): readonly (readonly [string, readonly string[]])[] {
  return paths.map((path) => [path, scalarTexts(valueAt(record, ...path.split('.')))] as const);
}

/**
 * The text of a scalar, or the texts of a list of scalars. Skips lists in lists, because no path of CloudTrail has
 * them.
 */
function scalarTexts(value: JsonValue | undefined): readonly string[] {
  return [value].flat().flatMap((each) => (isScalar(each) && each !== '' ? [String(each)] : []));
}

function isScalar(value: unknown): boolean {
  if (value === undefined || value === null || Array.isArray(value)) return false;
  return isBoxedNumber(value) || !isJsonObject(value);
}
