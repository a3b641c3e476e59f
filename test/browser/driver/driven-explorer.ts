import { LocalFolder } from '../../cli/local-folder';
import { sampleStore } from '../../cli/sample-store';
import { RunningExplorer } from '../../cli/ui/running-explorer';
import { SHELL_PATH } from './shell-command';
import { expectNothingForbidden, WatchedBrowser } from './watched-browser';

/** A store, the explorer that shows it, and a browser. */
export interface Driven {
  readonly folder: LocalFolder;
  readonly explorer: RunningExplorer;
  readonly browser: WatchedBrowser;
}

/**
 * Starts the explorer on a store before the tests of a file, and ends it after them: then expects that nothing was asked of
 * anybody else, and nothing forbidden was done. Without `fill` it is the store of the samples.
 */
export function drivenExplorer(fill?: (folder: LocalFolder) => Promise<void>): () => Driven {
  let driven: Driven | undefined;
  beforeAll(async () => {
    const folder = fill ? await LocalFolder.create() : await sampleStore();
    await fill?.(folder);
    const [explorer, browser] = await Promise.all([
      RunningExplorer.start(folder.store, [], { PATH: SHELL_PATH }),
      WatchedBrowser.launch(),
    ]);
    driven = { folder, explorer, browser };
  });
  afterAll(async () => {
    if (!driven) return;
    const { folder, explorer, browser } = driven;
    await browser.close();
    await explorer.stop();
    await folder.remove();
    expectNothingForbidden(browser, explorer.url.host);
  });
  return () => {
    if (!driven) throw new Error('the explorer has not started');
    return driven;
  };
}
