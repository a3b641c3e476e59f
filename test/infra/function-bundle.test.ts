import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, LOCK_FILE, PROJECT_ROOT } from '../../lib/infra/function-bundle';

describe('what functions are bundled from', () => {
  it('is this project, with its lock file', () => {
    expect(JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'))).toMatchObject({ name: 'ssm-audit' });
    expect(existsSync(LOCK_FILE)).toBe(true);
  });

  it('is the file of that name in the lambda folder', () => {
    expect(entryOf('ingest')).toBe(join(PROJECT_ROOT, 'lambda', 'ingest.ts'));
  });
});
