import { isArchived, restoreKeysCommand } from '../../../lib/core/delivery/archived-object';

describe('isArchived', () => {
  it.each([
    ['STANDARD', undefined, false],
    ['GLACIER_IR', undefined, false],
    ['INTELLIGENT_TIERING', undefined, false],
    [undefined, undefined, false],
    ['GLACIER', undefined, true],
    ['DEEP_ARCHIVE', {}, true],
    ['GLACIER', { IsRestoreInProgress: true }, true],
    ['GLACIER', { IsRestoreInProgress: true, RestoreExpiryDate: new Date() }, true],
    ['DEEP_ARCHIVE', { IsRestoreInProgress: false, RestoreExpiryDate: new Date() }, false],
  ])('%s %j: %s', (storageClass, restore, expected) => {
    expect(isArchived(storageClass, restore)).toBe(expected);
  });
});

describe('restoreKeysCommand', () => {
  it('is one line that restores these keys, and quotes what a shell would read otherwise', () => {
    const command = restoreKeysCommand('logs', ['AWSLogs/a.json.gz', "it's; rm -rf"]);
    expect(command).not.toContain('\n');
    expect(command).toMatch(
      /^for key in AWSLogs\/a\.json\.gz 'it'\\''s; rm -rf'; do aws s3api restore-object --bucket logs /,
    );
    expect(command).toContain(`--key "$key" --restore-request 'Days=7,`);
  });
});
