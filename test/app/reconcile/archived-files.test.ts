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

it('restores some of those that are too many to name, and no others', () => {
  const archived = new ArchivedFiles();
  for (let index = 0; index < 1_500; index += 1) archived.add(file(`AWSLogs/1/CloudTrail/us-east-2/${index}.json.gz`));
  expect(archived.count).toBe(1_500);
  const words = archived.restoreCommand()?.split('; do ')[0]?.split(' ').slice('for key in'.split(' ').length) ?? [];
  expect([words.length, words.at(0), words.at(-1)]).toEqual([
    1_000,
    'AWSLogs/1/CloudTrail/us-east-2/0.json.gz',
    'AWSLogs/1/CloudTrail/us-east-2/999.json.gz',
  ]);
});
