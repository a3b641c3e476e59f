import { PUBLIC_KEYS_FILE, shipFiles } from '../../../lib/app/evidence/ship-files';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { MemoryAudit } from '../verify/memory-audit';
import { MemoryPackage, streamOf } from './memory-package';
import { verifiedEvents } from './verified-events';

let audit: MemoryAudit;
beforeEach(async () => {
  audit = await MemoryAudit.indexed();
});

describe('shipFiles', () => {
  it('ships log files, digests with their signatures, and keys', async () => {
    const made = new MemoryPackage();
    const { publicKeys } = audit.dependencies();
    const { entries, absent } = await shipFiles(
      { bucket: audit, publicKeys, writer: made },
      streamOf(await verifiedEvents(audit)),
    );
    const [logFile = ''] = audit.trail.logFiles;
    expect(absent).toEqual([]);
    expect(made.files.get(`logs/${logFile}`)).toEqual(audit.trail.objects.get(logFile)?.body);
    expect(entries.filter(({ path }) => path.endsWith('.metadata.json'))).toHaveLength(audit.trail.digests.length);
    expect(JSON.parse(made.text(PUBLIC_KEYS_FILE))).toEqual({
      PublicKeyList: [{ Fingerprint: 'own', Value: expect.any(String) }],
    });
  });

  it('ships a log file once that rows name twice, and none whose name leads out of the package', async () => {
    const [event] = await verifiedEvents(audit);
    const [logFile = ''] = audit.trail.logFiles;
    const outside = 'AWSLogs/../../../outside.json.gz';
    const bucket = Object.create(audit, {
      keyOf: { value: (name: string) => (name === 'outside' ? outside : logFile) },
      stored: { value: async () => streamOf([Buffer.from('x')]) },
    });
    const named = ['one', 'two', 'outside'].map((name) => ({ ...(event as VerifiedEvent), logFile: name }));
    const made = new MemoryPackage();
    const { publicKeys } = audit.dependencies();
    const { entries, absent } = await shipFiles({ bucket, publicKeys, writer: made }, streamOf(named));
    expect(entries.filter(({ path }) => path === `logs/${logFile}`)).toHaveLength(1);
    expect(absent).toEqual(['outside']);
    expect([...made.files.keys()].filter((path) => path.includes('..'))).toEqual([]);
  });

  it('names log files that are not there', async () => {
    const events = await verifiedEvents(audit);
    const [logFile = ''] = audit.trail.logFiles;
    audit.trail.objects.delete(logFile);
    const { publicKeys } = audit.dependencies();
    const { absent } = await shipFiles({ bucket: audit, publicKeys, writer: new MemoryPackage() }, streamOf(events));
    expect(absent).toEqual([expect.stringContaining(logFile)]);
  });
});
