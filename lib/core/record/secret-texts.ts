import { isBoxedNumber, isJsonObject, type JsonValue } from './json';
import { isRedacted } from './redaction-marker';

/**
 * The texts and numbers within a value that are still readable: neither empty nor redacted. Booleans and null hide
 * nothing. Walks a list rather than calling itself: a hostile record nests thousands deep.
 */
export function hiddenTextsIn(value: JsonValue): readonly string[] {
  const texts: string[] = [];
  const values: JsonValue[] = [value];
  for (const each of values) {
    if (Array.isArray(each) || isJsonObject(each)) for (const inside of Object.values(each)) values.push(inside);
    else if (isBoxedNumber(each)) texts.push(each.value);
    else if (typeof each === 'string' || typeof each === 'number') texts.push(`${each}`);
  }
  return texts.filter((text) => text !== '' && !isRedacted(text));
}
