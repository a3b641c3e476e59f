import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RulePathError, rulePackFolder, ruleSources } from '../../../lib/adapters/folder/rule-folder';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  await mkdir(join(folder, 'below'));
  for (const name of ['b.yml', 'a.yaml', 'below/c.YML', 'a.cases.yml', 'readme.md', 'd.yml.bak']) {
    await writeFile(join(folder, name), `text of ${name}`);
  }
});

afterAll(() => rm(folder, { recursive: true }));

describe('ruleSources', () => {
  it('reads rule files at every depth, sorted, without cases and other files', async () => {
    expect(await ruleSources(folder)).toEqual([
      { file: join(folder, 'a.yaml'), text: 'text of a.yaml', collection: folder },
      { file: join(folder, 'b.yml'), text: 'text of b.yml', collection: folder },
      { file: join(folder, 'below/c.YML'), text: 'text of below/c.YML', collection: folder },
    ]);
  });

  it('reads a file that is named, whatever it is called', async () => {
    const file = join(folder, 'readme.md');
    expect(await ruleSources(file)).toEqual([{ file, text: 'text of readme.md', collection: file }]);
  });

  it('says what is wrong with a path, and what is expected', async () => {
    await expect(ruleSources(join(folder, 'none'))).rejects.toThrow(RulePathError);
    await expect(ruleSources(join(folder, 'none'))).rejects.toThrow(
      /none': no such file or folder: expected a folder with rule files/,
    );
  });

  it('keeps a file that cannot be read from keeping the others out', async () => {
    await mkdir(join(folder, 'links'));
    await symlink(join(folder, 'nowhere'), join(folder, 'links', 'a.yml'));
    await writeFile(join(folder, 'links', 'b.yml'), 'b');
    const [broken, good] = await ruleSources(join(folder, 'links'));
    expect(broken).toEqual({
      file: join(folder, 'links', 'a.yml'),
      text: '',
      collection: join(folder, 'links'),
      unreadable: expect.stringContaining('no such file'),
    });
    expect(good?.text).toBe('b');
    await rm(join(folder, 'links'), { recursive: true });
  });

  it('takes a folder without rule files for a mistake', async () => {
    await mkdir(join(folder, 'empty'));
    await expect(ruleSources(join(folder, 'empty'))).rejects.toThrow('no rule files under this folder');
  });
});

describe('rulePackFolder', () => {
  it('is the folder of the project', () => {
    expect(rulePackFolder()).toBe(resolve(__dirname, '../../../lib/core/rules/pack'));
  });
});
