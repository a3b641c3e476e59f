import { isSafeNumber, LosslessNumber } from 'lossless-json';
import type { JsonValue } from './json';
import { stringEnd } from './json-string';

/**
 * The value of a JSON text that `JSON.parse` has accepted: equal to what that gave, but for numbers that a double is not
 * sure to hold, which are `LosslessNumber`. The parser of `lossless-json` would call itself for each level of nesting, so that a
 * hostile record could overflow the stack; this one keeps what is open in a list.
 */
export function parseExactly(text: string): JsonValue {
  const root: Container = { value: [], key: undefined };
  const open = [root];
  for (const token of tokensOf(text)) {
    const container = open.at(-1) ?? root;
    if (token === '{') open.push(addTo(container, {}));
    else if (token === '[') open.push(addTo(container, []));
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"') && expectsKey(container)) container.key = String(JSON.parse(token));
    else addTo(container, scalarOf(token));
  }
  return Object.values(root.value)[0];
}

/** An object or list that is being filled. */
interface Container {
  readonly value: object;
  /** The key of the next value of an object, once it is known. */
  key: string | undefined;
}

function expectsKey({ value, key }: Container): boolean {
  return key === undefined && !Array.isArray(value);
}

function addTo<Value>(container: Container, value: Value): { readonly value: Value; key: undefined } {
  if (Array.isArray(container.value)) container.value.push(value);
  else define(container.value, container.key ?? '', value);
  container.key = undefined;
  return { value, key: undefined };
}

/** Sets an own member, `__proto__` too, which assignment would take for the prototype. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function scalarOf(token: string): JsonValue {
  const isNumber = /^[-\d]/.test(token);
  return isNumber && !isSafeNumber(token) ? new LosslessNumber(token) : JSON.parse(token);
}

/** Brackets, strings and scalars in the order of the text. */
function* tokensOf(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const token = text.slice(at, end);
    if (!BETWEEN_TOKENS.test(token)) yield token;
    at = end;
  }
}

const BETWEEN_TOKENS = /^[\s:,]/;
const SCALAR = /[-+.\w]+/y;

function tokenEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at);
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : at + 1;
}
