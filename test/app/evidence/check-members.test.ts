import { checkFiles } from '../../../lib/app/evidence/check-files';
import { checkMembers } from '../../../lib/app/evidence/check-members';
import { PUBLIC_KEYS_FILE, shipFiles } from '../../../lib/app/evidence/ship-files';
import type { VerifiedEvent } from '../../../lib/app/evidence/verify-events';
import { manifestText } from '../../../lib/core/evidence/package-manifest';
import { MemoryAudit } from '../verify/memory-audit';
import { MemoryPackage, streamOf } from './memory-package';
import { verifiedEvents } from './verified-events';

let audit: MemoryAudit;
let events: readonly VerifiedEvent[];
let made: MemoryPackage;
beforeEach(async () => {
  audit = await MemoryAudit.indexed();
  events = await verifiedEvents(audit);
  made = new MemoryPackage();
});

async function differences(but: readonly string[] = [], more: readonly string[] = []) {
  const { entries } = await shipFiles({ ...audit.dependencies(), writer: made }, streamOf(events));
  const own = await made.write('report.html', 'x');
  const further = await Promise.all(more.map((path) => made.write(path, 'x')));
  const listed = [...entries, own, ...further].filter(({ path }) => !but.includes(path));
  await made.write('manifest.json', manifestText(listed));
  return checkMembers(await checkFiles(made), ['report.html'], streamOf(events));
}

it('finds nothing in a package with the log files of its events', async () => {
  expect(await differences()).toEqual([]);
});

it('names what is missing and what is too much', async () => {
  const named = await differences(['report.html', PUBLIC_KEYS_FILE], ['logs/AWSLogs/more.json', 'notes.txt']);
  expect(named.map(({ subject }) => subject)).toEqual([
    'report.html',
    'logs/AWSLogs/more.json',
    'notes.txt',
    PUBLIC_KEYS_FILE,
  ]);
});
