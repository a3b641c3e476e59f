import { Command } from 'commander';
import { alertsLintCommand } from './alerts-lint';
import { alertsListCommand } from './alerts-list';
import { alertsTestCommand } from './alerts-test';

/** `ssm-audit alerts list|test|lint` */
export function alertsCommand(): Command {
  return new Command('alerts')
    .description('the rules, and what they would have raised')
    .addCommand(alertsListCommand())
    .addCommand(alertsTestCommand())
    .addCommand(alertsLintCommand());
}
