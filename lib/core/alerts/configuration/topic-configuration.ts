import { OUTCOMES, type Outcome } from '../../record/outcome';
import { LEVELS, type Level } from '../../rules/rule';
import { type ConfigurationValue, choiceOf, itemsOf, membersOf, refuse, textOf } from './configuration-value';
import { parseRuleId } from './rule-id';
import { parseSubscriber, type Subscriber } from './subscriber';

/** A topic that people subscribe to: what it selects, what it leaves out, and who gets its messages. */
export interface AlertTopic {
  readonly name: string;
  /**
   * Event names, with `*` for any text, ignoring letter case. A topic selects what this, `rules` or `minimumLevel`
   * selects.
   */
  readonly events: readonly string[];
  /** Ids of rules. */
  readonly rules: readonly string[];
  /** Selects what rules of this level and above catch. */
  readonly minimumLevel?: Level;
  /** Only these outcomes; empty for all. */
  readonly outcomes: readonly Outcome[];
  /** Only these accounts, by `recipientAccountId`; empty for all. */
  readonly accounts: readonly string[];
  readonly subscribers: readonly Subscriber[];
  /** An existing topic with its own subscribers. Absent if the stack makes the topic. */
  readonly topicArn?: string;
  /** An existing event bus that gets events instead of messages. */
  readonly eventBusArn?: string;
  /** The form of its messages. Absent for text. */
  readonly format?: TopicFormat;
}

/** The forms of messages: text for people with a line for machines, or what Amazon Q Developer shows in a chat. */
export const TOPIC_FORMATS = ['text', 'chat'] as const;
export type TopicFormat = (typeof TOPIC_FORMATS)[number];

/** Whether the ARN of a destination is that of an event bus, and not of a topic. */
export function isEventBus(arn: string): boolean {
  return arn.split(':')[2] === 'events';
}

/** The stack has each topic, and every alert is tested against all of them. */
const MAX_TOPICS = 20;
/** For more values than this, use wildcards. */
const MAX_ENTRIES = 100;

const KEYS = [
  'name',
  'events',
  'rules',
  'minimumLevel',
  'outcomes',
  'accounts',
  'subscribers',
  'topicArn',
  'eventBusArn',
  'format',
] as const;
type Members = { readonly [key in (typeof KEYS)[number]]?: ConfigurationValue };

const NAME = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;
const MAX_NAME_LENGTH = 64;
const EVENT_PATTERN = /^[A-Za-z0-9*]{1,64}$/;
const ACCOUNT = /^\d{12}$/;
/** The name of a FIFO topic ends in `.fifo`. It orders messages, which alerts do not need. */
const STANDARD_TOPIC = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;

/**
 * EventBridge API reference: `PutEvents`. Only AWS's partners may send to a bus of a partner (`aws.partner/…`). A global
 * endpoint takes signatures for several regions alone.
 */
const EVENT_BUS = /^arn:aws[a-z-]*:events:[a-z0-9-]+:\d{12}:event-bus\/(?!aws\.)[\w./-]{1,256}$/;
const EVENT_BUS_EXPECTED =
  'the ARN of an event bus that takes custom events, such as arn:aws:events:eu-central-1:111122223333:event-bus/security';

/** The alert topics in the value of the context key `ssm-audit:alertTopics`: a list, empty if nothing is given. */
export function parseAlertTopics(value: ConfigurationValue | undefined): readonly AlertTopic[] {
  const topics = itemsOf(
    value,
    'alert topics, such as {"name":"documents","events":["*Document*"]}',
    MAX_TOPICS,
    topicOf,
  );
  const names = topics.map(({ name }) => name.toLowerCase());
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) < index))) {
    value?.problems.push(`${value.place} has "${name}" twice: expected a different name for each topic`);
  }
  return topics;
}

function topicOf(value: ConfigurationValue): AlertTopic | undefined {
  const members = membersOf(value, KEYS);
  if (members === undefined) return undefined;
  refuseIncomplete(value, members);
  const name = members.name && nameOf(members.name);
  const minimumLevel = members.minimumLevel && choiceOf(members.minimumLevel, LEVELS);
  const topicArn = members.topicArn && textOf(members.topicArn, STANDARD_TOPIC, 'the ARN of a standard SNS topic');
  const eventBusArn = members.eventBusArn && textOf(members.eventBusArn, EVENT_BUS, EVENT_BUS_EXPECTED);
  const format = members.format && choiceOf(members.format, TOPIC_FORMATS);
  return {
    name: name ?? '',
    ...selectionOf(members),
    ...(minimumLevel !== undefined && { minimumLevel }),
    subscribers: itemsOf(members.subscribers, 'subscribers', MAX_ENTRIES, parseSubscriber),
    ...(topicArn !== undefined && { topicArn }),
    ...(eventBusArn !== undefined && { eventBusArn }),
    ...(format !== undefined && { format }),
  };
}

function nameOf(value: ConfigurationValue): string | undefined {
  const expected = `at most ${MAX_NAME_LENGTH} letters, digits and single hyphens, beginning with a letter`;
  const name = textOf(value, NAME, expected);
  return name === undefined || name.length <= MAX_NAME_LENGTH ? name : refuse(value, expected);
}

function selectionOf(members: Members): Pick<AlertTopic, 'events' | 'rules' | 'outcomes' | 'accounts'> {
  return {
    events: texts(members.events, EVENT_PATTERN, 'event names', 'an event name, "*" for any text, such as "Delete*"'),
    rules: itemsOf(members.rules, 'rule ids', MAX_ENTRIES, parseRuleId),
    outcomes: itemsOf(members.outcomes, 'outcomes', OUTCOMES.length, (item) => choiceOf(item, OUTCOMES)),
    accounts: texts(members.accounts, ACCOUNT, 'account ids', 'the twelve digits of an account, as text'),
  };
}

function texts(
  value: ConfigurationValue | undefined,
  pattern: RegExp,
  what: string,
  expected: string,
): readonly string[] {
  return itemsOf(value, what, MAX_ENTRIES, (item) => textOf(item, pattern, expected));
}

function refuseIncomplete(value: ConfigurationValue, members: Members): void {
  const { place, problems } = value;
  if (members.name === undefined) problems.push(`${place} has no name: expected one, such as "name": "documents"`);
  if (!members.minimumLevel && isEmpty(members.events) && isEmpty(members.rules)) {
    problems.push(`${place} selects nothing: expected at least one of events, rules and minimumLevel`);
  }
  refuseSecondDestination(value, members);
}

function refuseSecondDestination({ place, problems }: ConfigurationValue, members: Members): void {
  if (members.topicArn && members.subscribers) {
    problems.push(
      `${place} has topicArn and subscribers: expected one of them; if the topic exists, add subscribers where it is defined`,
    );
  }
  const others = (['subscribers', 'topicArn', 'format'] as const).filter((key) => members.eventBusArn && members[key]);
  for (const key of others) {
    const reason = key === 'format' ? 'an event bus gets JSON' : 'name a second topic to send to both';
    problems.push(`${place} has eventBusArn and ${key}: expected one of them; ${reason}`);
  }
}

function isEmpty(list: ConfigurationValue | undefined): boolean {
  return list === undefined || (Array.isArray(list.given) && list.given.length === 0);
}
