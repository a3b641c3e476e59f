import { renderStoryMarkdown } from '../../../lib/cli/story/render-story-markdown';
import { HOSTILE, viewOf } from './views';

/** Characters with a meaning that no backslash takes away. */
const MEANINGFUL = /(?<!\\)(?:\\\\)*[`*_[\]<>#]/;

/** Addresses are in code, and nothing else is. */
const withoutAddresses = (line: string) => line.replace(/(?<!\\)(?:\\\\)*`[^`\s|\\]*@[^`\s|\\]*`/g, '');

it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
  'keeps %s inert: as many lines and cells as of plain text',
  (_, text) => {
    const lines = renderStoryMarkdown(viewOf(text)).split('\n');
    const plain = renderStoryMarkdown(viewOf('plain')).split('\n');
    expect(lines).toHaveLength(plain.length);
    for (const [index, line] of lines.entries()) {
      const cells = (each: string | undefined) => each?.match(/(?<!\\)(?:\\\\)*\|/g)?.length ?? 0;
      expect(cells(line)).toBe(cells(plain[index]));
      const body = line.replace(/^(?:#+ |- (?:\*\*\w+\*\*: )?)/, '');
      if (!line.startsWith('| ---')) expect(withoutAddresses(body)).not.toMatch(MEANINGFUL);
      expect(withoutAddresses(body)).not.toContain('@');
    }
  },
);

it('fences commands longer than any fence within them', () => {
  const text = renderStoryMarkdown({ ...viewOf('x'), pivots: ["ssm-audit query --actor '````'"] });
  expect(text).toMatch(/\n`````\nssm-audit query --actor '````'\n`````\n$/);
});

it.each([
  ['ana.lopez@example.com', '`ana.lopez@example.com`'],
  ['by ana@example.com: x', 'by `ana@example.com:` x'],
  ['mailto:a@b.cc xmpp:a@b.c/d', '`mailto:a@b.cc` `xmpp:a@b.c/d`'],
  ['@octocat', '`@octocat`'],
  ['a`b@c.d`|e@f.g\\h@i.j', 'a\\``b@c.d`\\`\\|`e@f.g`\\\\`h@i.j`'],
])('leaves %s no address to make a link of', (text, inert) => {
  expect(renderStoryMarkdown({ ...viewOf('x'), facts: [['who', text]] })).toContain(`- **who**: ${inert}\n`);
});
