import type { AuditOptions } from './configuration';

/** A sentence for each door that the options leave open, or that nobody can open. */
export function accessWarnings({ operators, openSubscriptions, alerts }: AuditOptions): readonly string[] {
  const unguarded =
    operators.length > 0
      ? []
      : [
          'operators is [], so the backfill queue takes messages from everybody whose own policy allows it: name the roles that may send backfills, repairs and dead letters, and delete log files',
        ];
  const silent = alerts.topics.filter(
    ({ topicArn, eventBusArn, format, subscribers }) =>
      topicArn === undefined && eventBusArn === undefined && format !== 'chat' && subscribers.length === 0,
  );
  const closed = openSubscriptions
    ? []
    : silent.map(
        ({ name }) =>
          `the alert topic ${name} has no subscribers and admits no others: name its subscribers, or set openSubscriptions`,
      );
  return [...unguarded, ...closed];
}
