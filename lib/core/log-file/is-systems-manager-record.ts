import { familyOf, isSystemsManagerSource } from '../record/event-source';
import { JsonCheck } from './json-check';
import { beginsObject, bytesOf } from './open-span';
import { parseSpan } from './parse-span';
import type { RecordSpan } from './record-scanner';
import { SOURCE_HINT } from './value-end';

/**
 * Whether a record is Systems Manager's, told without parsing it wherever that can be: for those who want its bytes
 * alone. Throws `BrokenLogFileError` where it may be one, or is no object, and is no JSON.
 */
export function isSystemsManagerRecord(span: RecordSpan): boolean {
  if (!beginsObject(span)) {
    parseSpan(span, JSON.parse);
    return false;
  }
  if (span.hint !== SOURCE_HINT.systemsManager) return false;
  const checked = JsonCheck.shared.check(bytesOf(span));
  if (checked !== undefined) return isSystemsManagerSource(checked.eventSource);
  return familyOf(parseSpan(span, JSON.parse)) === 'systems-manager';
}
