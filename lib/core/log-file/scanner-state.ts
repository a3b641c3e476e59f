import type { OpenObject } from './open-object';

/** What may come next, white space apart, in the words of an error message. */
export const EXPECTED = {
  document: 'a log file or a record',
  firstKey: "a key or '}'",
  key: 'a key',
  colon: "':'",
  member: 'a value',
  afterMember: "',' or '}'",
  firstElement: "a record or ']'",
  element: 'a record',
  afterElement: "',' or ']'",
} as const;
export type State = keyof typeof EXPECTED;

/** What is open: an object that is read key by key, a list of `records`, or a list of what may be or hold some. */
export type Open = OpenObject | { readonly kind: 'list' | 'records' };

/** What comes next where a value is expected. */
export function stateBefore(around: Open | undefined): State {
  if (around === undefined) return 'document';
  return around.kind === 'object' ? 'member' : 'element';
}

/** What comes next when a value has ended. */
export function stateAfter(around: Open | undefined): State {
  if (around === undefined) return 'document';
  return around.kind === 'object' ? 'afterMember' : 'afterElement';
}
