import { neighbourOf } from '../neighbours/neighbour-calls';
import { isSystemsManagerSource } from './event-source';
import { isJsonObject, type JsonObject, type JsonValue, member } from './json';
import { maskJsonText } from './masked-json-text';
import { maskMarker } from './redaction-marker';
import { type IsSecretName, NEXT_TOKENS_ONLY, type SecretNames, secretNamesOf } from './secret-names';
import { hiddenTextsIn } from './secret-texts';

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
  /** What is kept in its place. */
  readonly replacement: string;
  /** The texts and numbers that were in it: what a message could repeat. */
  readonly texts: readonly string[];
}

/** A place with what is secret there. */
interface SearchedPlace extends Place {
  readonly isSecret: IsSecretName;
}

/**
 * The secrets of a record, shallow ones first, in the order of the record. Objects and lists where a plain value is
 * expected are secret as a whole; of a text of JSON only the secrets in it are replaced. What is empty or already
 * redacted is none. Walks a queue rather than calling itself: a hostile record nests thousands deep.
 */
export function findSecrets(record: JsonObject): readonly Secret[] {
  const secrets: Secret[] = [];
  const ofFamily = isSystemsManagerSource(member(record, 'eventSource')) || neighbourOf(record) !== undefined;
  const names = ofFamily ? secretNamesOf(member(record, 'eventName')) : NEXT_TOKENS_ONLY;
  const places: SearchedPlace[] = [{ container: record, parent: undefined, key: '', isSecret: names.elsewhere }];
  for (const place of places) {
    for (const [key, value] of Object.entries(place.container)) {
      const isSecret = secretsBelow(place, key, names);
      const isWhole = place.isSecret(key);
      const secret = isWhole ? wholeSecret(place, key, value) : secretWithin(place, key, value, isSecret);
      if (secret !== undefined) secrets.push(secret);
      else if (!isWhole && isContainer(value)) places.push({ container: value, parent: place, key, isSecret });
    }
  }
  return secrets;
}

function secretsBelow(place: SearchedPlace, key: string, names: SecretNames): IsSecretName {
  if (place.parent !== undefined) return place.isSecret;
  if (key === 'requestParameters') return names.inRequest;
  return key === 'responseElements' ? names.inResponse : names.elsewhere;
}

function isContainer(value: JsonValue): value is JsonContainer {
  return Array.isArray(value) || isJsonObject(value);
}

function wholeSecret(place: Place, key: string, value: JsonValue): Secret | undefined {
  const texts = hiddenTextsIn(value);
  const length = texts.reduce((total, text) => total + text.length, 0);
  return texts.length === 0 ? undefined : { place, key, replacement: maskMarker(length), texts };
}

function secretWithin(place: Place, key: string, value: JsonValue, isSecret: IsSecretName): Secret | undefined {
  if (typeof value !== 'string') return undefined;
  const { text: replacement, texts } = maskJsonText(value, isSecret);
  return texts.length === 0 ? undefined : { place, key, replacement, texts };
}
