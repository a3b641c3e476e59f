import { Command } from 'commander';
import { alertsLintCommand } from './alerts-lint';
import { alertsListCommand } from './alerts-list';
import { alertsReplayCommand } from './alerts-replay';
import { alertsTestCommand } from './alerts-test';

/** `ssm-audit alerts list|test|lint|replay` */
export function alertsCommand(): Command {
  return new Command('alerts')
    .description('list rules, and show the alerts that they make')
    .addCommand(alertsListCommand())
    .addCommand(alertsTestCommand())
    .addCommand(alertsLintCommand())
    .addCommand(alertsReplayCommand());
}
