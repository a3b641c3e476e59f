import { verifyAnswer } from '../../../lib/app/evidence/verify-answer';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { formatRef } from '../../../lib/core/rows/event-ref';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { BEGIN } from '../../core/integrity/signed-trail';
import type { MemoryAudit } from '../verify/memory-audit';
import { listOf, streamOf } from './memory-package';

/** The rows of a trail in memory. */
export function rowsOf({ tables }: MemoryAudit): readonly EventRow[] {
  return [...tables.events.values()] as unknown as readonly EventRow[];
}

/** All events of a trail in memory, verified. */
export function verifiedEvents(audit: MemoryAudit): Promise<readonly VerifiedEvent[]> {
  const verifying = { by: audit.dependencies(), keysSince: BEGIN };
  return listOf(verifyAnswer(audit.tables, streamOf(rowsOf(audit).map(formatRef)), verifying));
}
