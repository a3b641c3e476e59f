import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuseLinkToNowhere } from '../../../lib/cli/paths/link-to-nowhere';
import { onPosix } from '../../on-posix';

onPosix('refuses a link to nothing alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ssm-audit-link-'));
  try {
    const [nowhere, somewhere] = [join(folder, 'nowhere'), join(folder, 'somewhere')];
    symlinkSync(join(folder, 'none'), nowhere);
    symlinkSync(folder, somewhere);
    expect(() => refuseLinkToNowhere('--to', nowhere)).toThrow(`--to '${nowhere}' is a link to nothing`);
    for (const path of [somewhere, folder, join(folder, 'none')]) {
      expect(() => refuseLinkToNowhere('--to', path)).not.toThrow();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
