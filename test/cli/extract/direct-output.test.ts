import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { LocalFolder } from '../local-folder';

/** A device without room for anything, which Linux has. */
const FULL = '/dev/full';

(existsSync(FULL) ? it : it.skip)('says once that the output cannot be written, and blames no log file', async () => {
  const folder = await LocalFolder.create();
  for (const name of ['a.json', 'b.json']) {
    await folder.write(name, JSON.stringify([{ eventSource: 'ssm.amazonaws.com', eventName: 'X' }]));
  }
  const door = join(__dirname, '../../../bin/ssm-audit');
  const stdio = ['ignore' as const, openSync(FULL, 'w'), 'pipe' as const];
  const { status, stderr } = spawnSync(process.execPath, [door, 'extract', folder.logs], { encoding: 'utf8', stdio });
  expect(status).toBe(1);
  expect(stderr.match(/ENOSPC/g)).toHaveLength(1);
  expect(stderr).toContain('ssm-audit: cannot write the output: ENOSPC');
  await folder.remove();
});
