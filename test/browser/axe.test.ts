import { axeFindings } from './driver/axe';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { SEEN_PAGES, see } from './driver/pages';
import { isTried } from './driver/tried-cases';

const driven = drivenExplorer();

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 768, 1440] as const;
const HEIGHT = 900;

/** Each page in each theme, with the widths in which it is looked at. */
const LOOKS = SEEN_PAGES.flatMap((seen, page) =>
  THEMES.map((theme, index) => {
    const first = (page * THEMES.length + index) * WIDTHS.length;
    return { theme, seen, name: seen.name, widths: WIDTHS.filter((_, width) => isTried(first + width)) };
  }),
).filter(({ widths }) => widths.length > 0);

describe.each(THEMES)('in the %s theme', (colorScheme) => {
  let at: ExplorerPage;
  beforeAll(async () => {
    const { browser, explorer } = driven();
    at = await ExplorerPage.open(await browser.context({ colorScheme }), explorer.url);
    expect(await at.page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
  });

  const looks = LOOKS.filter(({ theme }) => theme === colorScheme);
  it.each(looks)('axe finds nothing on the page $name, $widths pixels wide', async ({ seen, widths }) => {
    const findings: string[] = [];
    for (const width of widths) {
      await at.page.setViewportSize({ width, height: HEIGHT });
      if (width === widths[0] || seen.opening) await see(at, seen);
      else await at.quiet();
      findings.push(...(await axeFindings(at.page)).map((finding) => `${width}: ${finding}`));
    }
    expect(findings).toEqual([]);
  });
});
