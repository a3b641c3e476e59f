import { LocalStoreFailedError } from '../../../lib/adapters/sqlite/local-store-failed-error';

/** An error as the library throws it: it names only the codes that it knows. */
function sqliteError(rawCode: number): Error {
  return Object.assign(new Error('as SQLite says it'), { name: 'SqliteError', code: `UNKNOWN_${rawCode}`, rawCode });
}

it.each([
  [8, 'read only', 'its files may not be written'],
  [1544, 'read only', 'its files may not be written'],
  [13, 'full', 'the disk is full'],
  [4874, 'input', 'the space that is left'],
  [522, 'corrupt', 'the database is damaged'],
  [261, 'busy', 'another process'],
  [26, 'no database', 'it is not a database'],
  [1, 'other', 'as SQLite says it'],
])('names the failure of the code %i: %s', (rawCode, failure, text) => {
  const error = LocalStoreFailedError.of(sqliteError(rawCode), '/store');
  expect(error).toMatchObject({ failure, message: expect.stringMatching(/^cannot use the local store \/store: /) });
  expect(error?.message).toContain(text);
  expect(error?.message).not.toContain('\n');
});

it('knows a file that cannot be opened by its text, and leaves errors of others alone', () => {
  const opening = new Error('ConnectionFailed("Unable to open connection to local database /store: 14")');
  expect(LocalStoreFailedError.of(opening, '/store')?.failure).toBe('closed');
  expect(LocalStoreFailedError.of(new TypeError('x'), '/store')).toBeUndefined();
  expect(LocalStoreFailedError.of('x', '/store')).toBeUndefined();
});
