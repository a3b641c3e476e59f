import type { ExpectedAlerts } from '../../app/alert/expected-alerts';
import { say } from '../terminal/output';

/** Says on stderr what no correlation could count, because silence would look like nothing happened. */
export function sayUncounted({ absent, omitted }: ExpectedAlerts['uncounted']): void {
  if (absent > 0) {
    say(`ssm-audit: correlations do not count ${absent} events that lack a field by which they are grouped or counted`);
  }
  if (omitted > 0) {
    say(
      `ssm-audit: correlations leave out ${omitted} combinations of values of single events, beyond 50 groups or 1000 values`,
    );
  }
}
