import { join } from 'node:path';
import { chromiumPath } from '../chromium';
import { PROJECT_ROOT } from '../project-root';
import { writeChanged } from '../write-changed';
import { drawExplorer } from './explorer-pictures';
import { SampleFolder } from './sample-folder';
import { takenShots } from './taken-shots';
import { terminalSvg } from './terminal-svg';

const LEFT_OUT = 'screenshots: the pictures of the explorer are left as they are, because there is no Chromium here\n';

/** `npm run screenshots`: draws what commands print and what the explorer shows on the samples, for README.md and docs. */
async function main(): Promise<void> {
  const folder = new SampleFolder();
  try {
    drawCommands(folder);
    if (chromiumPath() === undefined) process.stderr.write(LEFT_OUT);
    else await drawExplorer(folder);
  } finally {
    folder.remove();
  }
}

function drawCommands(folder: SampleFolder): void {
  for (const [name, shot] of takenShots(folder)) {
    const path = join(PROJECT_ROOT, 'docs', 'images', `${name}.svg`);
    writeChanged({ path, contents: Buffer.from(terminalSvg(shot)) });
  }
}

void main();
