import { Command } from 'commander';
import { extractFiles } from './extract-files';

/** `ssm-audit extract PATH…` */
export function extractCommand(): Command {
  return new Command('extract')
    .description('print the Systems Manager records of log files, one a line, unchanged')
    .argument('<path...>', 'log files in any form, compressed or not; folders with them; or - for stdin')
    .option('--masked', 'mask secrets')
    .option('--all-sources', 'print the records of all services')
    .action(extractFiles);
}
