import { Argument, Command } from 'commander';
import { writeData } from '../terminal/output';
import { COMPLETION_SCRIPTS, SHELLS, type Shell } from './completion-scripts';

/** `ssm-audit completion bash|zsh|fish` */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print what makes a shell complete commands, flags, and the values that a local store knows')
    .addArgument(new Argument('<shell>', 'which shell').choices(SHELLS))
    .action(async (shell: Shell) => {
      await writeData(COMPLETION_SCRIPTS[shell]);
    });
}
