import { fileError } from '../../../lib/adapters/folder/inaccessible-file';

describe('fileError', () => {
  it.each([
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['EIO', 'the disk reports an error'],
    ['ELOOP', 'it is a link that leads back to itself'],
  ])('names %s', (code, reason) => {
    const error = Object.assign(new Error(code), { code });
    expect(fileError(error, '/logs/a.json')).toMatchObject({
      message: `/logs/a.json cannot be read: ${reason}`,
      cause: error,
    });
  });

  it('passes on what says nothing of the file', () => {
    const errors = [Object.assign(new Error('gone'), { code: 'ENOENT' }), new Error('other'), 'text'];
    for (const error of errors) expect(fileError(error, '/logs/a.json')).toBe(error);
  });
});
