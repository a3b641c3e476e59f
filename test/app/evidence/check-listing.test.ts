import { checkListing } from '../../../lib/app/evidence/check-listing';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { MemoryAudit } from '../verify/memory-audit';
import { streamOf } from './memory-package';
import { verifiedEvents } from './verified-events';

const WINDOW = { since: '2026-03-01T00:00:00Z', until: '2026-03-03T00:00:00Z' };

let verified: readonly VerifiedEvent[];
beforeAll(async () => {
  const timed = [...(await verifiedEvents(await MemoryAudit.indexed()))];
  const timeOf = ({ ref }: VerifiedEvent) => `${ref.split('/')[1]}#${ref}`;
  verified = timed.sort((one, other) => (timeOf(one) < timeOf(other) ? 1 : -1));
});

function checked(events: readonly VerifiedEvent[], proofs = events, window: Partial<typeof WINDOW> = WINDOW) {
  const packaged = events.map(({ ref, logFile, recordIndex, recordSha256 }) => ({
    event: { ref, logFile } as unknown as StoredEvent,
    recordIndex,
    recordSha256,
  }));
  const listed = { since: undefined, until: undefined, ...window };
  const names = { events: 'events', verification: 'proofs' };
  return checkListing(streamOf(packaged), streamOf(proofs), { names, ...listed });
}

describe('checkListing', () => {
  it('counts events and verdicts that fit', async () => {
    const verdicts = { proven: verified.length, invalid: 0, unsigned: 0, 'not checked': 0 };
    expect(await checked(verified)).toEqual({ events: verified.length, verdicts, differences: [] });
  });

  it('names the first event that is not in its place', async () => {
    const swapped = [...verified.slice(0, 2), ...verified.slice(2, 4).reverse(), ...verified.slice(4)];
    expect((await checked(swapped)).differences).toEqual([
      { subject: 'events', reason: expect.stringContaining('line 4 is not in the order') },
    ]);
    expect((await checked(verified, swapped)).differences).toEqual([
      { subject: 'proofs', reason: 'event 3 is not event 3 of events' },
    ]);
    expect((await checked(verified.slice(1), verified)).differences).toHaveLength(2);
    expect((await checked(verified, verified.slice(0, -1))).differences).toEqual([
      { subject: 'proofs', reason: `event ${verified.length} is not event ${verified.length} of events` },
    ]);
  });

  it('names an event out of the window, and a verdict that its reason belies', async () => {
    const narrow = { since: '2026-03-02T00:30:00Z', until: '2026-03-02T00:31:00Z' };
    expect((await checked(verified, verified, narrow)).differences).toEqual([
      { subject: 'events', reason: expect.stringContaining('not in the window') },
    ]);
    const [first, ...rest] = verified;
    const belied = first ? [{ ...first, reason: 'lost' }, ...rest] : [];
    expect((await checked(verified, belied)).differences).toEqual([
      { subject: 'proofs', reason: expect.stringContaining('event 1 is proven with a reason against it') },
    ]);
  });
});
