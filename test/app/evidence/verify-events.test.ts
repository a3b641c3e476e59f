import { EventVerifier, uncheckedEvent } from '../../../lib/app/evidence/verify-events';
import { formatRef } from '../../../lib/core/rows/event-ref';
import { BEGIN } from '../../core/integrity/signed-trail';
import { MemoryAudit } from '../verify/memory-audit';
import { rowsOf } from './verified-events';

let audit: MemoryAudit;
beforeEach(async () => {
  audit = await MemoryAudit.indexed();
});

describe('EventVerifier', () => {
  it('proves an event by the digest that lists its log file, and the key that signed that', async () => {
    const [row] = rowsOf(audit);
    if (!row) throw new Error('no row');
    const event = await new EventVerifier(audit.dependencies(), BEGIN).verify(row);
    const { logFile, recordIndex, recordSha256, indexVersion } = row;
    expect(event).toMatchObject({ ref: formatRef(row), logFile, recordIndex, recordSha256, indexVersion });
    expect(event).toMatchObject({
      verdict: 'proven',
      keyFingerprint: 'own',
      digest: expect.stringContaining('Digest'),
    });
  });

  it('says why an event is not proven', async () => {
    const [row] = rowsOf(audit);
    if (!row) throw new Error('no row');
    const verifier = new EventVerifier(audit.dependencies(), BEGIN);
    expect(await verifier.verify({ ...row, recordIndex: 999 })).toMatchObject({ verdict: 'invalid' });
    expect(await verifier.verify({ ...row, logFile: 's3://other/x' })).toMatchObject({ verdict: 'invalid' });
    expect(uncheckedEvent(row, 'nobody looked')).toMatchObject({ verdict: 'not checked', reason: 'nobody looked' });
  });
});
