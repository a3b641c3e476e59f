import { Aws, Stack, Token, Validations } from 'aws-cdk-lib';
import { EventField, type IRuleTarget, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { GUARD_TABLE } from '../../core/guard/guard-table';
import type { GuardedCall } from '../../core/guard/guarded-call';
import type { AlarmTopic } from '../operations/alarm-topic';
import { type DetailPattern, denialPattern, guardPattern, isRole, type WatchedCalls } from './guard-pattern';
import { type GuardedNames, generatedPrefix, guardedNames, keyIds } from './guarded-names';
import type { NamedParts } from './guarded-stack-text';
import { secondPathRules } from './second-path-rules';

/** What the second path watches, and where it leads. */
export interface SecondPathProps {
  readonly audit: NamedParts;
  readonly topic: AlarmTopic;
  /** UUIDs of the event source mappings. */
  readonly mappings: readonly string[];
}

/** What calls of a mapping are named by, unlike others of Lambda. */
const OF_MAPPINGS = 'EventSourceMapping';

/**
 * Tells of calls that tamper with the stack past everything that the stack consists of: EventBridge hands them to the
 * topic of the alarms by itself, without a function, a queue or a table of this system. It shares with the first path
 * that a trail has to log them (EventBridge user guide: AWS service events delivered via CloudTrail), the region, and the
 * topic's subscribers.
 */
export class SecondPath extends Construct {
  private readonly names: GuardedNames;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SecondPathProps,
  ) {
    super(scope, id);
    const { audit, mappings } = props;
    this.names = guardedNames(audit);
    const { deployers } = audit.options.alerts;
    for (const calls of watchedCalls()) {
      const isOfMappings = calls.calls.some(({ eventName }) => eventName.includes(OF_MAPPINGS));
      const pattern = guardPattern(calls, this.names, deployers, isOfMappings ? mappings : []);
      if (pattern) this.tell(ruleId(calls), pattern, placesIn(calls));
    }
    for (const [name, names] of this.namesInMessages()) this.tell(name, denialPattern(GUARD_TABLE, names), []);
    props.topic.admit('GuardRulesTell', 'events', secondPathRules(audit));
    Validations.of(this).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'this path shares no queue with the system that it watches, and the rows of the first path remain',
    });
  }

  private tell(id: string, detail: DetailPattern, places: readonly string[]): void {
    new Rule(this, id, {
      description: 'Tells of calls that tamper with the audit itself',
      eventPattern: {
        // Nobody else can put events of a source that begins so.
        source: [{ prefix: 'aws.' }] as unknown as string[],
        detailType: ['AWS API Call via CloudTrail'],
        detail,
      },
      targets: [this.target(places)],
    });
  }

  /** The topic, without the statement that the CDK's own target would add to its policy for every rule of EventBridge. */
  private target(places: readonly string[]): IRuleTarget {
    const { topicArn } = this.props.topic.topic;
    return { bind: () => ({ arn: topicArn, input: RuleTargetInput.fromText(sentence(Stack.of(this), places)) }) };
  }

  /**
   * What the ARN or the name in a refusal holds, in few patterns with few wildcards each, as EventBridge refuses what is too complex.
   * A dashboard is not among them: its whole name may begin another's.
   */
  private namesInMessages(): readonly (readonly [id: string, names: readonly string[]])[] {
    const { audit } = this.props;
    const { stackName } = Stack.of(this);
    const own = generatedPrefix(audit);
    const lower = Token.isUnresolved(own) ? own : own.toLowerCase();
    const trail = audit.trailArn === undefined ? [] : [`:trail/${lastPart(audit.trailArn)}`];
    const bucket = audit.options.bucketName === '' ? [] : [`:${audit.options.bucketName}`];
    const keys = keyIds(audit);
    return [
      ['Denied', [`:${own}`, `/${own}`, ` ${own}`, `:${lower}`, ...bucket]],
      ['DeniedByName', [`:stack/${stackName}/`, `:alarm:${stackName}-`, ...trail]],
      ...(keys.length > 0 ? [['DeniedByKey', keys] as const] : []),
    ];
  }
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** A service's calls in one rule, but for what is named otherwise and would make it too long: mappings, and roles of functions. */
function watchedCalls(): readonly WatchedCalls[] {
  return GUARD_TABLE.flatMap(({ eventSource, calls }) => {
    const ofMappings = calls.filter(({ eventName }) => eventName.includes(OF_MAPPINGS));
    const others = calls.filter((call) => !ofMappings.includes(call));
    const parts = [namedAt(others, (path) => !isRole(path)), namedAt(others, isRole), ofMappings];
    return parts.filter((some) => some.length > 0).map((some) => ({ eventSource, calls: some }));
  });
}

/** The calls that name something at such a place, with these places alone. */
function namedAt(calls: readonly GuardedCall[], isSuch: (path: string) => boolean): readonly GuardedCall[] {
  const all = calls.map((call) => ({ ...call, named: call.named.filter(isSuch) }));
  return all.filter(({ named }) => named.length > 0);
}

function ruleId({ eventSource, calls }: WatchedCalls): string {
  const [service = ''] = eventSource.split('.');
  if (calls.some(({ eventName }) => eventName.includes(OF_MAPPINGS))) return 'mappings';
  return calls.some(({ named }) => named.some(isRole)) ? 'roles' : service;
}

/** The texts that name the resource. Of a list, EventBridge prints all of it. */
function placesIn({ calls }: WatchedCalls): readonly string[] {
  const paths = calls.flatMap(({ named }) => named).filter((path) => path.startsWith('requestParameters.'));
  return [...new Set(paths)];
}

/**
 * The message: who did what to which, when and from where. A member that the record does not have leaves an empty place
 * (EventBridge user guide: input transformation).
 */
function sentence(stack: Stack, places: readonly string[]): string {
  const of = (path: string) => EventField.fromPath(`$.detail.${path}`);
  const which = places.map(of).join(' ');
  return [
    `Somebody tampers with the audit ${stack.stackName} in ${Aws.REGION}:`,
    `${of('userIdentity.arn')} ${of('userIdentity.invokedBy')} called ${of('eventName')} of ${of('eventSource')}`,
    ...(which === '' ? [] : [`on ${which}`]),
    `at ${of('eventTime')} from ${of('sourceIPAddress')}.`,
    `Error: ${of('errorCode')} ${of('errorMessage')}.`,
    `Event ID: ${of('eventID')}. What to do: docs/operations.md#calls-that-tamper-with-the-audit`,
  ].join(' ');
}
