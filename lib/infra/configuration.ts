import {
  ALERT_CONTEXT_KEYS,
  type AlertConfiguration,
  AlertConfigurationError,
  readAlertConfiguration,
} from '../core/alerts/alert-configuration';
import { countByName, listOf, type Setting, textMatching, wholeNumber } from './setting';

/** What a deployment can choose, read from the CDK context under `ssm-audit:<key>` and complete with defaults. */
export interface Configuration {
  /** Name of the CloudFormation stack; a second name makes a second, independent audit in the account. */
  readonly stackName: string;
  /** Name of the trail; `''` stands for `<stack name>-<region>`. */
  readonly trailName: string;
  /** Key prefix of the log files before `AWSLogs`, without slashes at its ends; `''` for none. */
  readonly logPrefix: string;
  /** Days that rows are kept. */
  readonly retentionDays: number;
  /** Event names that are spread over several partitions of the Events table, with how many. */
  readonly spreadEvents: Readonly<Record<string, number>>;
  /** Paths in a record that are indexed as terms beside the built-in ones, such as `requestParameters.documentName`. */
  readonly extraTerms: readonly string[];
  /** Folder of rules beside those of the project, relative to the CDK app; `''` for none. */
  readonly ruleFolder: string;
  /** Minutes for which a rule that was raised for someone is not raised for them again. */
  readonly alertWindowMinutes: number;
  /** Alert topics and what is changed about rules, from the context keys `alertTopics` and `rules`. */
  readonly alerts: AlertConfiguration;
}

const CONTEXT_PREFIX = 'ssm-audit:';

/** Thirteen months: an audit that looks back a year still finds the first day of it. */
const DEFAULT_RETENTION_DAYS = 400;
/** A century, past which a number is a slip of the hand. */
const MAX_RETENTION_DAYS = 36_500;
/** A question reads every partition of an event name, so a spread is paid for by each reader. */
const MAX_PARTITIONS = 64;
/** Together with the length of a name this keeps the function's environment under Lambda's 4 KB. */
const MAX_SPREAD_EVENTS = 20;
/** Each extra term can be one more row for every event. */
const MAX_EXTRA_TERMS = 10;
/** Long enough to be told once of a pipeline's run, short enough to hear of it again while it lasts. */
const DEFAULT_ALERT_WINDOW_MINUTES = 60;
/** A day: who is told less often than that is better served by a query. */
const MAX_ALERT_WINDOW_MINUTES = 1440;

const EVENT_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;
const RECORD_PATH = /^(?=.{1,128}$)[\w:-]+(?:\.[\w:-]+)*$/;
/** CloudFormation's letters, digits and hyphens, less what a trail name refuses (two hyphens in a row). */
const STACK_NAME = /^(?=.{3,100}$)[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;
/** CloudTrail API reference, CreateTrail. */
const TRAIL_NAME = /^$|^(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;
/** S3's safe characters less `*`, which would widen the policies that name the prefix; CloudTrail takes 200. */
const LOG_PREFIX = /^$|^(?=.{1,200}$)[\w!.'()-]+(?:\/[\w!.'()-]+)*$/;
const FOLDER = /^[^\n]{0,400}$/;

type Settings = Omit<Configuration, 'alerts'>;

const SETTINGS: { readonly [key in keyof Settings]: Setting<Settings[key]> } = {
  stackName: {
    fallback: 'ssm-audit',
    expected: '3 to 100 letters, digits and single hyphens, a letter first',
    parse: textMatching(STACK_NAME),
  },
  trailName: {
    fallback: '',
    expected: '3 to 128 letters and digits with single ".", "_" or "-" between them, or "" for <stack name>-<region>',
    parse: textMatching(TRAIL_NAME),
  },
  logPrefix: {
    fallback: '',
    expected: `up to 200 letters, digits and ! - _ . ' ( ), with "/" only between parts, or "" for none`,
    parse: textMatching(LOG_PREFIX),
  },
  retentionDays: {
    fallback: DEFAULT_RETENTION_DAYS,
    expected: `a whole number of days from 1 to ${MAX_RETENTION_DAYS}`,
    parse: wholeNumber(1, MAX_RETENTION_DAYS),
  },
  spreadEvents: {
    fallback: {},
    expected: `an object of at most ${MAX_SPREAD_EVENTS} event names, each with a whole number from 2 to ${MAX_PARTITIONS}, such as {"UpdateInstanceInformation":8}`,
    parse: countByName(EVENT_NAME, wholeNumber(2, MAX_PARTITIONS), MAX_SPREAD_EVENTS),
  },
  extraTerms: {
    fallback: [],
    expected: `a list of at most ${MAX_EXTRA_TERMS} record paths, such as ["requestParameters.documentName"]`,
    parse: listOf(textMatching(RECORD_PATH), MAX_EXTRA_TERMS),
  },
  ruleFolder: {
    fallback: '',
    expected: 'the path of a folder, relative to the CDK app, or "" for none',
    parse: textMatching(FOLDER),
  },
  alertWindowMinutes: {
    fallback: DEFAULT_ALERT_WINDOW_MINUTES,
    expected: `a whole number of minutes from 1 to ${MAX_ALERT_WINDOW_MINUTES}`,
    parse: wholeNumber(1, MAX_ALERT_WINDOW_MINUTES),
  },
};

/** Every key under which something is read, without its prefix. */
const KEYS = [...Object.keys(SETTINGS), ...ALERT_CONTEXT_KEYS.map((key) => key.slice(CONTEXT_PREFIX.length))];

/** The context holds values that no stack can be made of: one line for each, all of them at once. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigurationError';
  }
}

/**
 * The configuration in a CDK context (`app.node.getAllContext()`), or `ConfigurationError`. Keys of others, such as the
 * CDK's feature flags, are left alone; a key of ours that is misspelt is an error rather than a silent default.
 */
export function readConfiguration(context: Readonly<Record<string, unknown>>): Configuration {
  const problems = [...unknownKeys(context)];
  const values = Object.entries<Setting<unknown>>(SETTINGS).map(([key, setting]) => {
    const given = context[CONTEXT_PREFIX + key];
    const value = given === undefined ? setting.fallback : setting.parse(given);
    if (value === undefined) problems.push(wrongValue(key, given, setting.expected));
    return [key, value];
  });
  const alerts = alertsIn(context, problems);
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...Object.fromEntries(values), alerts } as unknown as Configuration;
}

function alertsIn(context: Readonly<Record<string, unknown>>, problems: string[]): AlertConfiguration | undefined {
  try {
    return readAlertConfiguration(context);
  } catch (error) {
    if (!(error instanceof AlertConfigurationError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

function unknownKeys(context: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(context)
    .filter((key) => key.startsWith(CONTEXT_PREFIX) && !KEYS.includes(key.slice(CONTEXT_PREFIX.length)))
    .map((key) => `context key ${key} is unknown: expected one of ${KEYS.join(', ')} after "ssm-audit:"`);
}

function wrongValue(key: string, given: unknown, expected: string): string {
  return `context key ${CONTEXT_PREFIX}${key} is ${shown(given)}: expected ${expected}`;
}

/** Long enough to recognise a value by, short enough for one line. */
const SHOWN_LENGTH = 120;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
