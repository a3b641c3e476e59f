import { MOST_RESTORED } from '../../app/reconcile/archived-files';
import { ownCommand } from '../terminal/own-command';

/** How to restore archived log files. Of very many a command names some, and `reconcile` names all: no other file is to be paid for. */
export function restoreText(count: number, command: string, storeWords: readonly string[]): string {
  if (count <= MOST_RESTORED) return `restore them with: ${command}`;
  const names = ownCommand('reconcile', '--output', 'json', ...storeWords);
  return `one command is too short for all of them: ${names} (with the same window, accounts and regions) names each under "archived", to be restored in a loop or by an S3 Batch Operations job; this restores ${MOST_RESTORED} of them and no other file: ${command}`;
}
