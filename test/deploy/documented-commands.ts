import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** The commands for a shell under a heading of a page, as they stand there, block by block. */
export function documentedCommands(page: string, heading: string): readonly string[] {
  const text = readFileSync(join(PROJECT_ROOT, page), 'utf8');
  const [, chapter] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [part = ''] = (chapter ?? '').split(/^#+ /m);
  const blocks = [...part.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  if (blocks.length === 0) throw new Error(`${page} has no commands under "${heading}"`);
  return blocks;
}
