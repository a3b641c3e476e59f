import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { LocalFolder } from '../local-folder';

/** Runs what follows with its output going into a file which may not become longer than some hundred bytes. */
const SHORT_FILE = 'ulimit -f 1; exec "$@" > "$0"';

it('says once that the output cannot be written, and blames no log file', async () => {
  const folder = await LocalFolder.create();
  for (const name of ['a.json', 'b.json']) {
    await folder.write(name, JSON.stringify(Array(100).fill({ eventSource: 'ssm.amazonaws.com', eventName: 'X' })));
  }
  const door = join(__dirname, '../../../bin/ssm-audit');
  const words = [join(folder.path, 'output'), process.execPath, door, 'extract', folder.logs];
  const { status, stderr } = spawnSync('sh', ['-c', SHORT_FILE, ...words], { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr.match(/EFBIG/g)).toHaveLength(1);
  expect(stderr).toContain('ssm-audit: cannot write the output: EFBIG');
  await folder.remove();
});
