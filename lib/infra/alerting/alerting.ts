import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { AlertEnvironment } from '../../contract/environment';
import { ALERT_CONTEXT_KEYS } from '../../core/alerts/configuration/alert-configuration';
import { AuditFunction } from '../functions/audit-function';
import { refuseTooLarge } from '../functions/environment-size';
import type { Configuration } from '../settings/configuration';
import { removalPolicyOf } from '../settings/removal-policy';
import type { AuditTables } from '../tables/audit-tables';
import type { TableKey } from '../tables/table-key';
import { AlertFailures } from './alert-failures';
import { AlertState, type StateKeeper } from './alert-state';
import { AlertTopics } from './alert-topics';
import { alertConfigurationJson } from './alert-variables';
import { DigestSchedule } from './digest-schedule';
import { EventStream } from './event-stream';
import { RULES_FILE, RuleBundle } from './rule-bundle';

/** What alerting is made with. */
export interface AlertingProps {
  /** The tables whose events are evaluated. */
  readonly tables: AuditTables;
  /** What they, and the state of alerting, are encrypted with. */
  readonly tableKey: TableKey;
  /** The checks that keep their state beside that of alerting. */
  readonly keepers: readonly StateKeeper[];
  /** Topics, rules and the suppression window. */
  readonly configuration: Pick<
    Configuration,
    'alerts' | 'alertWindowMinutes' | 'openSubscriptions' | 'reasonPattern' | 'removal' | 'ruleFolder' | 'sourceMaps'
  >;
}

/** A batch takes a second or two. The rest is for retries while SNS or the state table is throttled. */
const TIMEOUT = Duration.minutes(2);
/** Lambda gives processor time by memory, and every cold start compiles the rules. */
const MEMORY_MB = 1024;

/** Alerts people about the events that they subscribed to. A fault here never delays indexing. */
export class Alerting extends Construct {
  readonly function: AuditFunction;
  readonly topics: AlertTopics;
  readonly failures: AlertFailures;
  readonly state: AlertState;
  readonly stream: EventStream;
  /** The mapping of the stream to the function. */
  readonly mapping: EventSourceMapping;
  readonly digests: DigestSchedule;

  constructor(scope: Construct, id: string, props: AlertingProps) {
    super(scope, id);
    const { alerts, openSubscriptions, reasonPattern, removal, ruleFolder, sourceMaps } = props.configuration;
    const rules = new RuleBundle(ruleFolder, alerts, reasonPattern);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.failures = new AlertFailures(this, 'Failures', { sender: role });
    const { undelivered } = this.failures;
    const { topics } = alerts;
    this.topics = new AlertTopics(this, 'Topics', { topics, publisher: role, undelivered, openSubscriptions });
    this.state = new AlertState(this, 'State', { writer: role, keepers: props.keepers, key: props.tableKey });
    this.stream = new EventStream(this, 'Stream', {
      events: props.tables.events,
      role,
      removalPolicy: removalPolicyOf(removal),
    });
    props.tables.grantReadEvent(role);
    this.function = new AuditFunction(this, 'Alert', {
      name: 'alert',
      description: 'Publishes alerts on new events to the topics that select them',
      role,
      memoryMb: MEMORY_MB,
      timeout: TIMEOUT,
      environment: { ...this.environment(props) },
      files: { [RULES_FILE]: rules.json() },
      sourceMaps,
    });
    this.mapping = this.stream.feed(this.function.function);
    this.digests = new DigestSchedule(this, 'Digests', { function: this.function.function });
  }

  private environment({ configuration, tables }: AlertingProps): AlertEnvironment {
    const stack = Stack.of(this);
    const variables = {
      EVENTS_TABLE_NAME: tables.events.tableName,
      ALERT_STATE_TABLE_NAME: this.state.table.tableName,
      ALERT_CONFIGURATION: alertConfigurationJson(configuration.alerts),
      ALERT_TOPIC_ARNS: stack.toJsonString(this.topics.arns),
      ALERT_FAILURE_QUEUE_URL: this.failures.queue.queueUrl,
      DISCARDED_BATCHES_URL: this.stream.discarded.url,
      ALERT_WINDOW_SECONDS: String(Duration.minutes(configuration.alertWindowMinutes).toSeconds()),
      RULES_FILE,
      STACK_NAME: stack.stackName,
    };
    refuseTooLarge({
      variables,
      arns: this.topics.arns,
      stackName: stack.stackName,
      culprits: `context keys ${ALERT_CONTEXT_KEYS.slice(0, 2).join(' and ')} make the environment of the alert function`,
      remedy: 'use fewer topics, or patterns with "*" instead of long lists',
    });
    return variables;
  }
}
