import { familyOf, isSystemsManagerSource } from '../record/event-source';
import type { Damage } from './damage';
import { JsonCheck } from './json-check';
import { bytesOf, type Span } from './open-span';
import { parseSpan } from './parse-span';

/**
 * Whether a record is Systems Manager's. Reads it without making objects if possible. Gives the damage if the record is
 * not JSON.
 */
export function checkRecord(span: Span): boolean | Damage {
  const checked = JsonCheck.shared.check(bytesOf(span));
  if (checked !== undefined) return isSystemsManagerSource(checked.eventSource);
  const { value, damage } = parseSpan(span, JSON.parse);
  return damage ?? familyOf(value) === 'systems-manager';
}
