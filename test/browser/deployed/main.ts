import { RunningExplorer } from '../../cli/ui/running-explorer';
import { SHELL_PATH } from '../driver/shell-command';
import { WatchedBrowser } from '../driver/watched-browser';
import { driven } from './deployed-drive';

/**
 * Drives the explorer of a deployed stack, for `npm run test:deploy`: the arguments are the stack's name and the AWS that the
 * explorer asks; commands ask the AWS of the environment. Prints what was tried, as JSON.
 */
async function main([stack = '', endpoint = '']: readonly string[]): Promise<void> {
  const aws = Object.entries(process.env).filter(([name]) => name.startsWith('AWS_'));
  const env: Readonly<Record<string, string>> = Object.fromEntries(aws.map(([name, value]) => [name, value ?? '']));
  const explorer = await RunningExplorer.startOn(['--stack', stack], {
    ...env,
    AWS_ENDPOINT_URL: endpoint,
    PATH: SHELL_PATH,
  });
  const browser = await WatchedBrowser.launch();
  try {
    process.stdout.write(JSON.stringify(await driven(explorer, browser, env)));
  } finally {
    await browser.close();
    await explorer.stop();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
