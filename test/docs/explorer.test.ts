import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPLORER_SHOTS } from '../../scripts/screenshots/explorer-shots';
import { sourceOf } from '../../scripts/screenshots/palette-png';

const DOCS = join(__dirname, '..', '..', 'docs');
const PAGE = readFileSync(join(DOCS, 'explorer.md'), 'utf8');

/** A page with all pictures is read over a slow line, too. */
const MOST_BYTES = 150_000;
const WIDTH = 1280;

const pictures = readdirSync(join(DOCS, 'images')).filter((file) => file.startsWith('explorer-'));

it('has a picture of each page in both themes, with words for those who do not see it', () => {
  const wanted = EXPLORER_SHOTS.flatMap(({ name }) =>
    ['dark', 'light'].map((theme) => `explorer-${name}-${theme}.png`),
  );
  expect(pictures.sort()).toEqual(wanted.sort());
  for (const { name } of EXPLORER_SHOTS)
    expect(PAGE).toMatch(
      new RegExp(
        `srcset="images/explorer-${name}-dark.png"><img src="images/explorer-${name}-light.png" alt="[^"]{20,}"`,
      ),
    );
});

it.each(pictures)('%s is small, and tells of which document it is', (file) => {
  const picture = readFileSync(join(DOCS, 'images', file));
  expect(picture.length).toBeLessThanOrEqual(MOST_BYTES);
  expect(picture.readUInt32BE(16)).toBe(WIDTH);
  expect(sourceOf(picture)).toMatch(/^[0-9a-f]{64}$/);
});

it('README leads there', () => {
  expect(readFileSync(join(DOCS, '..', 'README.md'), 'utf8')).toContain('](docs/explorer.md)');
});
