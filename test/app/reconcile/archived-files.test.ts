import { ArchivedFiles } from '../../../lib/app/reconcile/archived-files';

const file = (key: string) => ({ bucket: 'logs', key, eTag: 'e', bytes: 1, storedAt: '2026-03-02T00:00:00Z' });

it('restores nothing where nothing is archived', () => {
  const archived = new ArchivedFiles();
  expect([archived.count, archived.restoreCommand()]).toEqual([0, undefined]);
});

it('restores the archived files and no others', () => {
  const archived = new ArchivedFiles();
  for (const key of ['a/1.json.gz', "a/it's.json.gz"]) archived.add(file(key));
  expect(archived.count).toBe(2);
  expect(archived.restoreCommand()).toBe(
    `for key in a/1.json.gz 'a/it'\\''s.json.gz'; do aws s3api restore-object --bucket logs --key "$key" --restore-request 'Days=7,GlacierJobParameters={Tier=Bulk}'; done`,
  );
});

it('restores what begins as all archived files do, where there are too many to name', () => {
  const archived = new ArchivedFiles();
  for (let index = 0; index < 1_001; index += 1)
    archived.add(file(`AWSLogs/1/CloudTrail/us-east-2/2020/1${index % 3}/${index}.json.gz`));
  expect(archived.count).toBe(1_001);
  expect(archived.restoreCommand()).toContain('--bucket logs --prefix AWSLogs/1/CloudTrail/us-east-2/2020/1 ');
});
