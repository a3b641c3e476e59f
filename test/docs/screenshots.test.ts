import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SampleFolder } from '../../scripts/screenshots/sample-folder';
import { takenShots } from '../../scripts/screenshots/taken-shots';
import { plainText, type Shot, terminalSvg } from '../../scripts/screenshots/terminal-svg';

const ROOT = join(__dirname, '..', '..');
const IMAGES = join(ROOT, 'docs', 'images');

let shots: ReadonlyMap<string, Shot>;
beforeAll(() => {
  const folder = new SampleFolder();
  try {
    shots = takenShots(folder);
  } finally {
    folder.remove();
  }
});

it('are those of what the commands print (npm run screenshots draws them anew)', () => {
  for (const [name, shot] of shots) {
    const drawn = readFileSync(join(IMAGES, `${name}.svg`), 'utf8');
    expect([name, textIn(drawn)]).toEqual([name, plainText(shot.output)]);
    expect(drawn === terminalSvg(shot)).toBe(true);
  }
});

it('are all there are, and each stands on a page with the words for those who do not see it', () => {
  const drawn = readdirSync(IMAGES).filter((file) => /-\d+\.svg$/.test(file));
  expect(drawn.sort()).toEqual([...shots.keys()].map((name) => `${name}.svg`).sort());
  const pages = ['README.md', 'docs/screenshots.md'].map((page) => readFileSync(join(ROOT, page), 'utf8')).join('\n');
  for (const file of drawn) expect(pages).toMatch(new RegExp(`!\\[[^\\]]{10,}\\]\\((?:docs/)?images/${file}\\)`));
});

/** The output that a picture tells in words. */
function textIn(svg: string): string {
  const [, text = ''] = /<desc id="desc">.*\n([\s\S]*?)<\/desc>/.exec(svg) ?? [];
  const characters = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return Object.entries(characters).reduce((before, [entity, character]) => before.replaceAll(entity, character), text);
}
