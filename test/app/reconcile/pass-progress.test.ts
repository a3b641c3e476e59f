import type { UnfinishedPass } from '../../../lib/app/ports/progress/reconciliation-states';
import type { PassPart } from '../../../lib/app/reconcile/pass-parts';
import { NOTHING, PassProgress } from '../../../lib/app/reconcile/pass-progress';
import type { ReconciledFile } from '../../../lib/app/reconcile/reconciled-file';
import type { Receipt } from '../../../lib/core/rows/delivery-row';

const PASS: UnfinishedPass = {
  since: '2026-03-01T00:00:00Z',
  until: '2026-03-04T00:00:00.000Z',
  counts: { ...NOTHING, received: 3 },
  unlisted: 1,
  begun: '1/b',
  open: [{ id: '1/a', after: 'key', hasFiles: true }],
  accounts: 2,
  accountsBegun: 1,
};

function part(id: string): PassPart {
  return { id, hasFiles: false, account: { accountId: '1', regions: async () => [] }, region: undefined, regions: [] };
}

function found(key: string, state: ReconciledFile['state']): ReconciledFile {
  return { file: { bucket: 'logs', key, eTag: '', bytes: 1, storedAt: '2026-03-02T00:00:00Z' }, state };
}

describe('PassProgress', () => {
  it('shows a part that goes on as open, up to its last file, and one that is done not at all', () => {
    const progress = new PassProgress(PASS);
    progress.begin({ ...part('1/a'), after: 'key', hasFiles: true });
    progress.begin(part('1/c'));
    progress.fileCompared(part('1/c'), found('later', 'missing'));
    progress.end(part('1/a'), []);
    expect(progress.snapshot()).toEqual({
      ...PASS,
      counts: { ...NOTHING, received: 3, missing: 1 },
      begun: '1/c',
      open: [{ id: '1/c', after: 'later', hasFiles: true }],
    });
    expect(progress.compared).toEqual({ ...NOTHING, missing: 1 });
    expect([progress.hasFiles(part('1/c')), progress.hasFiles(part('1/a'))]).toEqual([true, false]);
  });

  it('hands out each finding once, and again if it could not be stored', () => {
    const progress = new PassProgress(PASS);
    progress.begin(part('1/c'));
    progress.fileCompared(part('1/c'), found('one', 'missing'));
    progress.fileCompared(part('1/c'), found('fine', 'received'));
    progress.end(part('1/c'), [{ region: 'c' } as Receipt]);
    const taken = progress.takeFindings();
    expect(taken.wrong.map(({ file }) => file.key)).toEqual(['one']);
    expect(taken.unlisted).toHaveLength(1);
    expect(progress.takeFindings()).toEqual({ wrong: [], unlisted: [] });
    progress.takeBack(taken);
    expect(progress.takeFindings().wrong).toHaveLength(1);
    expect(progress.snapshot().unlisted).toBe(2);
  });

  it('counts all, and keeps a hundred to be told', () => {
    const progress = new PassProgress(PASS);
    for (let file = 0; file < 150; file += 1) progress.fileCompared(part('1/c'), found(`${file}`, 'failed'));
    expect(progress.takeFindings().wrong).toHaveLength(100);
    expect(progress.snapshot().counts.failed).toBe(150);
  });
});
