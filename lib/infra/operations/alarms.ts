import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmDefinition } from './alarm-definition';
import { ALERT_ALARMS } from './alert-alarms';
import { CHECK_ALARMS } from './check-alarms';
import { INGEST_ALARMS } from './ingest-alarms';
import type { Watched } from './watched';

/** Every alarm. Each has a chapter with its name in docs/operations.md. */
export const ALARMS: readonly AlarmDefinition[] = [...INGEST_ALARMS, ...ALERT_ALARMS, ...CHECK_ALARMS];

/** What alarms are made of. */
export interface AlarmsProps {
  readonly watched: Watched;
  /** Where alarms go. */
  readonly topic: ITopic;
}

/** The alarms of an audit. A metric without data counts as good, except where silence itself is the bad news. */
export class Alarms extends Construct {
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { watched, topic }: AlarmsProps) {
    super(scope, id);
    this.alarms = ALARMS.flatMap((definition) => this.create(definition, watched));
    for (const alarm of this.alarms) alarm.addAlarmAction(new SnsAction(topic));
    for (const alarm of this.alarms) alarm.addOkAction(new SnsAction(topic));
  }

  private create(definition: AlarmDefinition, watched: Watched): readonly Alarm[] {
    const metric = definition.metric(watched);
    if (metric === undefined) return [];
    const alarm = new Alarm(this, definition.name, {
      alarmName: `${watched.stackName}-${definition.name}`,
      alarmDescription: `${definition.reason} What to do: docs/operations.md#${definition.name}`,
      metric,
      threshold: definition.threshold,
      comparisonOperator: definition.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: definition.periods,
      datapointsToAlarm: definition.badPeriods,
      treatMissingData: definition.keepsState ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING,
    });
    return [alarm];
  }
}
