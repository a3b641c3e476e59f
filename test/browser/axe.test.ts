import { axeFindings } from './driver/axe';
import { drivenExplorer } from './driver/driven-explorer';
import { ExplorerPage } from './driver/explorer-page';
import { SEEN_PAGES, see } from './driver/pages';

const driven = drivenExplorer();

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 768, 1440] as const;
const HEIGHT = 900;

describe.each(THEMES)('in the %s theme', (colorScheme) => {
  let at: ExplorerPage;
  beforeAll(async () => {
    const { browser, explorer } = driven();
    at = await ExplorerPage.open(await browser.context({ colorScheme }), explorer.url);
    expect(await at.page.locator('html').getAttribute('data-theme')).toBe(colorScheme);
  });

  it.each(SEEN_PAGES)('axe finds nothing on the page $name, narrow, medium or wide', async (seen) => {
    const findings: string[] = [];
    for (const width of WIDTHS) {
      await at.page.setViewportSize({ width, height: HEIGHT });
      if (width === WIDTHS[0] || seen.opening) await see(at, seen);
      else await at.quiet();
      findings.push(...(await axeFindings(at.page)).map((finding) => `${width}: ${finding}`));
    }
    expect(findings).toEqual([]);
  });
});
