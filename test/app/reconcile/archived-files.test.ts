import { ArchivedFiles } from '../../../lib/app/reconcile/archived-files';

const file = (key: string) => ({ bucket: 'logs', key, eTag: 'e', bytes: 1, storedAt: '2026-03-02T00:00:00Z' });

it('restores nothing where nothing is archived', () => {
  const archived = new ArchivedFiles();
  expect([archived.count, archived.restoreCommand()]).toEqual([0, undefined]);
});

it('restores what begins as all archived files do', () => {
  const archived = new ArchivedFiles();
  for (const day of ['2020/11/30', '2020/12/01', '2020/12/02'])
    archived.add(file(`AWSLogs/1/CloudTrail/us-east-2/${day}/a.json.gz`));
  expect(archived.count).toBe(3);
  expect(archived.restoreCommand()).toContain('--bucket logs --prefix AWSLogs/1/CloudTrail/us-east-2/2020/1 ');
});

it('restores one file by its whole key, quoted where a shell needs it', () => {
  const archived = new ArchivedFiles();
  archived.add(file("it's one.json.gz"));
  expect(archived.restoreCommand()).toContain(`--prefix 'it'\\''s one.json.gz' `);
});
