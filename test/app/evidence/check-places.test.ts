import { checkPlaces } from '../../../lib/app/evidence/check-places';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { MemoryAudit } from '../verify/memory-audit';
import { streamOf } from './memory-package';
import { verifiedEvents } from './verified-events';

let audit: MemoryAudit;
beforeEach(async () => {
  audit = await MemoryAudit.indexed();
});

describe('checkPlaces', () => {
  const checked = (events: readonly VerifiedEvent[]) => checkPlaces(audit.dependencies(), streamOf(events));

  it('proves again what is proven', async () => {
    const events = await verifiedEvents(audit);
    expect(await checked(events)).toEqual({ proven: events.length, notShipped: 0, differences: [] });
  });

  it('tells what it cannot check from what is refuted', async () => {
    const events = await verifiedEvents(audit);
    const [logFile = ''] = audit.trail.logFiles;
    const ofFile = events.filter((event) => event.logFile.endsWith(logFile)).length;
    audit.trail.objects.delete(logFile);
    expect(await checked(events)).toEqual({ proven: events.length - ofFile, notShipped: ofFile, differences: [] });
    const [first, ...rest] = events.filter((event) => !event.logFile.endsWith(logFile));
    const { differences } = await checked(first ? [{ ...first, recordIndex: 999 }, ...rest] : []);
    expect(differences).toEqual([{ subject: first?.ref, reason: expect.any(String) }]);
  });

  it('names an event that is called unsigned and has its signature, and one that another key proves', async () => {
    const [first, second, ...rest] = await verifiedEvents(audit);
    if (!first || !second) throw new Error('too few events');
    const { digest: _, keyFingerprint: __, ...unsigned } = { ...first, verdict: 'unsigned' as const, reason: 'lost' };
    const { proven, differences } = await checked([unsigned, { ...second, keyFingerprint: 'another' }, ...rest]);
    expect(proven).toBe(rest.length);
    expect(differences).toEqual([
      { subject: first.ref, reason: expect.stringContaining('has the signature') },
      { subject: second.ref, reason: expect.stringContaining('another digest or key') },
    ]);
  });
});
