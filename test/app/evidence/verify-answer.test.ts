import { verifyAnswer } from '../../../lib/app/evidence/verify-answer';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { MemoryAudit } from '../verify/memory-audit';
import { listOf, streamOf } from './memory-package';
import { rowsOf, verifiedEvents } from './verified-events';

let audit: MemoryAudit;
beforeEach(async () => {
  audit = await MemoryAudit.indexed();
});

describe('verifyAnswer', () => {
  it('verifies each event in the order of the answer', async () => {
    const events = await verifiedEvents(audit);
    expect(events.map(({ ref }) => ref)).toEqual(rowsOf(audit).map(formatRef));
    expect(new Set(events.map(({ verdict }) => verdict))).toEqual(new Set(['proven']));
  });

  it('says why nothing was checked', async () => {
    const reason = 'no keys';
    const [event] = await listOf(
      verifyAnswer(audit.tables, streamOf(rowsOf(audit).slice(0, 1).map(formatRef)), { reason }),
    );
    expect(event).toMatchObject({ verdict: 'not checked', reason });
  });
});
