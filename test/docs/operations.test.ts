import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALARMS } from '../../lib/infra/operations/alarms';

const page = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
const alarmsPart = page.slice(page.indexOf('\n## Alarms\n'), page.indexOf('\n## Day by day\n'));

/** The chapters of the runbook: each alarm's name with what stands under it. */
const chapters = new Map(
  alarmsPart
    .split(/^### /m)
    .slice(1)
    .map((chapter) => {
      const [name = '', ...text] = chapter.split('\n');
      return [name, text.join('\n')] as const;
    }),
);

describe('the runbook', () => {
  it('has a chapter for each alarm and for nothing else, in the order of the alarms', () => {
    expect([...chapters.keys()]).toEqual(ALARMS.map(({ name }) => name));
  });

  it.each(ALARMS.map(({ name }) => name))('says of %s what it is, how to look and how to mend it', (name) => {
    const parts = [...(chapters.get(name) ?? '').matchAll(/^\*\*(\w+)\.\*\* \S/gm)].map(([, title]) => title);
    expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
  });

  it('links to no chapter that is not there', () => {
    const anchors = [...page.matchAll(/^#{2,3} (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter((anchor) => !anchors.includes(String(anchor)))).toEqual([]);
  });

  it('names outputs of the stack that are there', async () => {
    const { STACK_OUTPUTS } = await import('../../lib/contract/stack-outputs.js');
    const named = [...page.matchAll(/\$\(output (\w+)\)|^redrive (\w+)/gm)].map(([, a, b]) => a ?? b);
    expect(named.length).toBeGreaterThan(5);
    expect(STACK_OUTPUTS).toEqual(expect.arrayContaining(named));
  });
});
