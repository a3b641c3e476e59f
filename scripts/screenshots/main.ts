import { join } from 'node:path';
import { PROJECT_ROOT } from '../project-root';
import { writeChanged } from '../write-changed';
import { takenShots } from './taken-shots';
import { terminalSvg } from './terminal-svg';

/** `npm run screenshots`: draws what commands print on the samples, for README.md and docs/screenshots.md. */
for (const [name, shot] of takenShots()) {
  const path = join(PROJECT_ROOT, 'docs', 'images', `${name}.svg`);
  writeChanged({ path, contents: Buffer.from(terminalSvg(shot)) });
}
