import type { FoundEvent } from '../../app/ask/find-events';
import { safeText } from '../../core/text/safe-text';
import { renderRecord } from './render-record';

/** The record of a row, set in below it. */
export function recordBelow(found: FoundEvent | undefined): readonly string[] {
  const { record, maskedPaths = [] } = found ?? {};
  const masked = maskedPaths.length > 0 ? [`masked: ${safeText(maskedPaths.join(', '))}`] : [];
  return [...renderRecord(record), ...masked].map((line) => `  ${line}`);
}
