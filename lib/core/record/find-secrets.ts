import { isLosslessNumber } from 'lossless-json';
import { isSystemsManagerSource } from './event-source';
import { isJsonObject, type JsonObject, type JsonValue, member } from './json';
import { isRedacted } from './redaction-marker';
import {
  handsOutSecrets,
  isNamedLikeSecret,
  isNextToken,
  isTextWithSecrets,
  listedMember,
  type SecretPaths,
  secretPathsOf,
} from './secret-paths';

/** A JSON object or list. */
type JsonContainer = JsonObject | readonly JsonValue[];

/** An object or list within a record, and the way to it. */
export interface Place {
  readonly container: JsonContainer;
  /** Undefined for the record itself. */
  readonly parent: Place | undefined;
  /** Its name or index in the parent. */
  readonly key: string;
}

/** A value that must not be kept. */
export interface Secret {
  readonly place: Place;
  readonly key: string;
  /** The texts and numbers in it, one for a plain value: what a message could repeat, and how long it was. */
  readonly texts: readonly string[];
}

/** A place with what is known of it: which of its members the list names, and whether their names alone count. */
interface SearchedPlace extends Place {
  readonly listed: SecretPaths | undefined;
  readonly byName: boolean;
}

/**
 * The secrets of a record, shallow ones first, in the order of the record. Objects and lists where a plain value is
 * expected are secret as a whole, and so is a text of JSON with a secret in it. What is empty or already redacted is none. Walks a queue rather than calling itself:
 * a hostile record nests thousands deep.
 */
export function findSecrets(record: JsonObject): readonly Secret[] {
  const secrets: Secret[] = [];
  const ofFamily = isSystemsManagerSource(member(record, 'eventSource'));
  const eventName = ofFamily ? member(record, 'eventName') : undefined;
  const secretsInResponse = handsOutSecrets(eventName);
  const places: SearchedPlace[] = [root(record, ofFamily ? secretPathsOf(eventName) : undefined)];
  for (const place of places) {
    for (const [key, value] of Object.entries(place.container)) {
      if (isSecret(place, key, value)) addSecret(secrets, place, key, value);
      else if (isContainer(value)) places.push(below(place, key, value, secretsInResponse));
    }
  }
  return secrets;
}

function root(record: JsonObject, listed: SecretPaths | undefined): SearchedPlace {
  return { container: record, parent: undefined, key: '', listed, byName: false };
}

function isSecret(place: SearchedPlace, key: string, value: JsonValue): boolean {
  if (isNextToken(key) || (place.byName && isNamedLikeSecret(key))) return true;
  const listed = listedMember(place.listed, key);
  return listed === 'secret' || (listed !== undefined && typeof value === 'string' && isTextWithSecrets(listed, value));
}

function isContainer(value: JsonValue): value is JsonContainer {
  return Array.isArray(value) || isJsonObject(value);
}

function below(place: SearchedPlace, key: string, container: JsonContainer, secretsInResponse: boolean): SearchedPlace {
  const listed = listedMember(place.listed, key);
  const isResponse = place.parent === undefined && key === 'responseElements';
  return {
    container,
    parent: place,
    key,
    listed: listed === 'secret' ? undefined : listed,
    byName: place.byName || (secretsInResponse && isResponse),
  };
}

function addSecret(secrets: Secret[], place: Place, key: string, value: JsonValue): void {
  const texts = textsIn(value).filter((text) => text !== '' && !isRedacted(text));
  if (texts.length > 0) secrets.push({ place, key, texts });
}

/** Texts and numbers within a value. Booleans and null hide nothing. */
function textsIn(value: JsonValue): readonly string[] {
  const texts: string[] = [];
  const values: JsonValue[] = [value];
  for (const each of values) {
    if (isContainer(each)) for (const inside of Object.values(each)) values.push(inside);
    else if (isLosslessNumber(each)) texts.push(each.value);
    else if (typeof each === 'string' || typeof each === 'number') texts.push(`${each}`);
  }
  return texts;
}
