import { isArchived, restoreCommand } from '../../../lib/core/delivery/archived-object';

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

describe('restoreCommand', () => {
  it('is one line that restores what lies under a prefix', () => {
    const command = restoreCommand('logs', 'AWSLogs/1/CloudTrail/us-east-1/2025/');
    expect(command).not.toContain('\n');
    expect(command).toContain('list-objects-v2 --bucket logs --prefix AWSLogs/1/CloudTrail/us-east-1/2025/ ');
    expect(command).toContain(
      "| xargs -I{} aws s3api restore-object --bucket logs --key {} --restore-request 'Days=7,",
    );
  });

  it('quotes what a shell would read otherwise', () => {
    expect(restoreCommand('logs', "it's; rm -rf")).toContain(`--prefix 'it'\\''s; rm -rf' `);
  });
});
