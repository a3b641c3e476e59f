import { Construct, IConstruct } from 'constructs';
import { Duration } from 'aws-cdk-lib';
import { IRole, IGrantable, Role, ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Function, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { IKey } from 'aws-cdk-lib/aws-kms';
import { Queue, IQueue } from 'aws-cdk-lib/aws-sqs';
import { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { ITopic } from 'aws-cdk-lib/aws-sns';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';

/** Sigma's levels, lowest first. */
declare const LEVELS: readonly ["informational", "low", "medium", "high", "critical"];
type Level = (typeof LEVELS)[number];

/** What a deployment changes about rules without touching their files. */
interface RuleOverrides {
    /** Ids of rules that are switched off. */
    readonly disabled: readonly string[];
    /** Levels by rule id, in place of the rules' own. */
    readonly levels: ReadonlyMap<string, Level>;
}

/** The outcomes of a call. `throttled` is apart from `failed`: a third of real errors are throttles, not faults. */
declare const OUTCOMES: readonly ["success", "denied", "throttled", "failed"];
type Outcome = (typeof OUTCOMES)[number];

/** How SNS reaches a subscriber (SNS API reference: Subscribe). */
declare const SUBSCRIBER_PROTOCOLS: readonly ["email", "https", "sqs", "lambda"];
type SubscriberProtocol = (typeof SUBSCRIBER_PROTOCOLS)[number];
/** Somebody, or something, that gets the messages of an alert topic. */
interface Subscriber {
    readonly protocol: SubscriberProtocol;
    /** An address, a URL or an ARN, as SNS takes it. */
    readonly endpoint: string;
}

/** A topic that people subscribe to: what it selects, what it leaves out, and who gets its messages. */
interface AlertTopic {
    readonly name: string;
    /** Event names, `*` for any text, letter case ignored. What this, `rules` or `minimumLevel` selects is selected. */
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
    /** A topic that exists already and has its own subscribers; absent where the topic is to be made. */
    readonly topicArn?: string;
}

/** What a deployment alerts on, and who gets the alerts. */
interface AlertConfiguration {
    readonly topics: readonly AlertTopic[];
    readonly overrides: RuleOverrides;
}
/** The alert configuration in a CDK context, or `AlertConfigurationError`. Other keys are left alone. */
declare function readAlertConfiguration(context: Readonly<Record<string, unknown>>): AlertConfiguration;

/** What the code of a function consists of. */
interface FunctionCodeProps {
    /** The name of its source file in the `lambda` folder, without the ending. */
    readonly name: string;
    /** Whether the source map goes along. */
    readonly sourceMaps: boolean;
    /**
     * Files beside the code: their text by their name.
     * @default - none
     */
    readonly files?: Readonly<Record<string, string>>;
}

/** What sets one function apart from the others. */
interface AuditFunctionProps extends FunctionCodeProps {
    readonly description: string;
    readonly role: IRole;
    /** Lambda gives processor time by memory. */
    readonly memoryMb: number;
    readonly timeout: Duration;
    /** What it reads from its environment: one of the types of lib/contract/environment.ts. */
    readonly environment: {
        readonly [variable: string]: string;
    };
}
/**
 * A function of this system with its log group. Not traced: X-Ray would add a permission on `*` and a charge for each
 * invocation to show what the metrics on lag and throttling already tell.
 */
declare class AuditFunction extends Construct {
    readonly function: Function;
    constructor(scope: Construct, id: string, props: AuditFunctionProps);
    /** Ids and counts for looking into a fault, no evidence: removed with the stack. */
    private createLogGroup;
}

/** How alerts are sent, beside the topics and rules themselves. */
interface AlertingOptions {
    /**
     * Folder of rules beside those of the project, relative to the CDK app; `''` for none.
     * @default - none
     */
    readonly ruleFolder: string;
    /**
     * Minutes for which an alert suppresses the same call again.
     * @default 60
     */
    readonly alertWindowMinutes: number;
}

/**
 * KMS keys of one's own. Their policies are their owner's: what they have to allow is told by the stack's outputs.
 */
interface EncryptionOptions {
    /**
     * The key that log files are encrypted with.
     * @default - S3's own keys
     */
    readonly logKeyArn: string;
    /**
     * The key of the delivery topic that is made.
     * @default - none: messages are names of objects, nothing that they contain
     */
    readonly topicKeyArn: string;
    /**
     * The key of the delivery and backfill queues.
     * @default - SQS's own keys
     */
    readonly queueKeyArn: string;
    /**
     * The key of the three tables.
     * @default - DynamoDB's own key
     */
    readonly tableKeyArn: string;
}

/** What can become of the agent's own traffic, beside being kept for days of its own. */
declare const AGENT_TRAFFIC_CHOICES: readonly ["keep", "leave-out"];
/** What becomes of it: one of these, or the days that its rows are kept. */
type AgentTraffic = (typeof AGENT_TRAFFIC_CHOICES)[number] | number;

/** What becomes rows, and which rows. */
interface IndexingOptions {
    /**
     * Event names that are spread over several partitions of the Events table, with how many.
     * @default - none: one partition an event name
     */
    readonly spreadEvents: Readonly<Record<string, number>>;
    /**
     * Paths in a record that are indexed as terms beside the built-in ones, such as `requestParameters.documentName`.
     * @default - none
     */
    readonly extraTerms: readonly string[];
    /**
     * The event sources of the Systems Manager family that are indexed, such as `ssm.amazonaws.com`.
     * @default - all, those that do not exist yet included
     */
    readonly eventSources: readonly string[];
    /**
     * Event names that are not indexed. What is left out is counted on the receipt of its log file.
     * @default - none
     */
    readonly excludedEvents: readonly string[];
    /**
     * What becomes of the agent's own calls about its own instance, most of a fleet's records: kept like all others, left
     * out, or kept for fewer days.
     * @default 'keep'
     */
    readonly agentTraffic: AgentTraffic;
    /**
     * Whether calls of KMS that encrypt or decrypt a parameter are indexed as well.
     * @default true
     */
    readonly related: boolean;
}

/** Who is told when the audit is unwell, what is checked, and how faults are told. */
interface OperationsOptions {
    /**
     * The ARN of an existing SNS topic that alarms go to; `''` for one of the stack's own.
     * @default - a topic is made
     */
    readonly alarmTopicArn: string;
    /**
     * Addresses that are subscribed to the topic of the alarms.
     * @default - none
     */
    readonly alarmEmails: readonly string[];
    /**
     * Whether the bucket is compared with the receipts every hour.
     * @default true
     */
    readonly reconcile: boolean;
    /**
     * Whether the functions' stack traces name lines of the source instead of columns of the bundle.
     * @default false
     */
    readonly sourceMaps: boolean;
}

/** What happens to logs and tables when the stack is removed. */
declare const REMOVALS: readonly ["keep", "destroy"];
/** One of them. */
type Removal = (typeof REMOVALS)[number];
/** Who may shorten the lock of a log file: somebody with a right for it, or nobody at all. */
declare const LOCK_MODES: readonly ["governance", "compliance"];
/** For how long each new log file is locked against deletion. */
interface LogLock {
    readonly days: number;
    readonly mode: (typeof LOCK_MODES)[number];
}
/** What is kept, and for how long. */
interface RetentionOptions {
    /**
     * Days that rows are kept, counted from the later of event and delivery.
     * @default 400
     */
    readonly retentionDays: number;
    /**
     * Days that log files are kept in the bucket that is made; never fewer than rows are.
     * @default - 35 more than rows, which `0` stands for
     */
    readonly logRetentionDays: number;
    /**
     * S3 Object Lock on the bucket that is made.
     * @default - none: versions of deleted log files are kept for 90 days
     */
    readonly objectLock: LogLock | 'none';
    /**
     * Whether removing the stack keeps log files and tables, or destroys them.
     * @default 'keep'
     */
    readonly removal: Removal;
}

/** How much is done at once. */
interface ThroughputOptions {
    /**
     * Invocations of the ingest function at once for deliveries.
     * @default 10
     */
    readonly concurrency: number;
    /**
     * Invocations of the ingest function at once for history and repairs.
     * @default 2
     */
    readonly backfillConcurrency: number;
}

/** Which trail the log files come from: one made here, or one that is there. */
interface TrailOptions {
    /**
     * Name of the trail that is made.
     * @default - `<stack name>-<region>`, which `''` stands for
     */
    readonly trailName: string;
    /**
     * Key prefix of the log files before `AWSLogs`, without slashes at its ends; `''` for none.
     * @default - none
     */
    readonly logPrefix: string;
    /**
     * The organization whose accounts the trail that is made records. The stack then belongs into the management account
     * or into the delegated administrator's.
     * @default - none: a trail of this account alone
     */
    readonly organizationId: string;
    /**
     * The organization's management account, which owns the trail, where the stack is deployed by the delegated
     * administrator.
     * @default - the account of the stack
     */
    readonly managementAccount: string;
    /**
     * The bucket that an existing trail delivers to. Bucket, topic and trail are then not made.
     * @default - none: they are made
     */
    readonly bucketName: string;
    /**
     * The account that owns the existing bucket.
     * @default - the account of the stack
     */
    readonly bucketAccount: string;
    /**
     * The region of the existing bucket.
     * @default - the region of the stack
     */
    readonly bucketRegion: string;
    /**
     * The existing trail, whose health is then looked after.
     * @default - not known: nobody looks whether it is stopped or narrowed
     */
    readonly trailArn: string;
    /**
     * The topic on which the existing trail announces its deliveries.
     * @default - none: S3 tells of new log files by way of EventBridge
     */
    readonly deliveryTopicArn: string;
}

/** Everything about an audit that can be chosen. */
interface AuditOptions extends TrailOptions, EncryptionOptions, IndexingOptions, RetentionOptions, ThroughputOptions, AlertingOptions, OperationsOptions {
    /**
     * Alert topics and what is changed about rules, from the context keys `alertTopics` and `rules`.
     * @default - no topics, the rules as they are
     */
    readonly alerts: AlertConfiguration;
}
/** What a deployment can choose, read from the CDK context under `ssm-audit:<key>` and complete with defaults. */
interface Configuration extends AuditOptions {
    /** Name of the CloudFormation stack; a second name makes a second, independent audit in the account. */
    readonly stackName: string;
}
/** There are values that no stack can be made of: one line for each, all of them at once. */
declare class ConfigurationError extends Error {
    readonly problems: readonly string[];
    constructor(problems: readonly string[]);
}

/** What the tables are made with. */
interface AuditTablesProps {
    /** The roles that may write rows; every other principal of the account is refused. */
    readonly writers: readonly IRole[];
    /** A KMS key of one's own; without, DynamoDB's own key. */
    readonly key?: IKey | undefined;
    /**
     * What becomes of the tables when the stack is removed.
     * @default 'keep'
     */
    readonly removal?: Removal;
}
/**
 * The three tables. Rows outlive the stack unless told otherwise: tables are kept, protected from deletion and
 * recoverable for 35 days. Nothing that can be chosen changes a table's keys or name, so nothing replaces one.
 */
declare class AuditTables extends Construct {
    readonly events: TableV2;
    readonly terms: TableV2;
    readonly deliveries: TableV2;
    private readonly key;
    constructor(scope: Construct, id: string, props: AuditTablesProps);
    /**
     * Lets the ingest function put rows and look up what it put before. `BatchWriteItem` can delete as well as put
     * (DynamoDB API reference), so only Terms, which can be built again from Events, are written in batches.
     */
    grantIngest(grantee: IGrantable): void;
    /** Lets a principal read which log files were indexed. */
    grantReadReceipts(grantee: IGrantable): void;
    /** Lets a principal ask: queries and look-ups by key, never a scan. */
    grantQuery(grantee: IGrantable): void;
    /** Lets a principal decrypt what it reads of a table or its stream by grants of its own. */
    grantDecrypt(grantee: IGrantable): void;
    private grantKey;
    private createTable;
}

/** What the queues are made with. */
interface AlertFailuresProps {
    /** The role of the alert function, which alone leaves messages. */
    readonly sender: IRole;
}
/** Alerts that did not arrive: neither may be lost, and both have an alarm. */
declare class AlertFailures extends Construct {
    /** Messages that could not be published, rendered. */
    readonly queue: Queue;
    /** Messages that SNS could not hand to a subscriber. */
    readonly undelivered: Queue;
    constructor(scope: Construct, id: string, { sender }: AlertFailuresProps);
}

/** What the table is made with. */
interface AlertStateProps {
    /** The only role that reads and writes it. */
    readonly writer: IRole;
}
/**
 * What was sent lately: the memory of suppression. No evidence: without it a few alerts come twice,
 * so it is removed with the stack.
 */
declare class AlertState extends Construct {
    readonly table: TableV2;
    constructor(scope: Construct, id: string, { writer }: AlertStateProps);
}

/** What the alert topics are made with. */
interface AlertTopicsProps {
    readonly topics: readonly AlertTopic[];
    /** The only publisher. */
    readonly publisher: IRole;
    /** Where SNS leaves what it could not hand to a subscriber. */
    readonly undelivered: IQueue;
}
/**
 * The topics that people subscribe to, made or imported. Those that are made are encrypted with the key that AWS
 * manages for SNS, which roles of the account may use through SNS without a statement of their own (KMS developer
 * guide: AWS managed keys), and admit nobody but the publisher.
 */
declare class AlertTopics extends Construct {
    /** The ARN of each topic by its name in the configuration. */
    readonly arns: Readonly<Record<string, string>>;
    constructor(scope: Construct, id: string, props: AlertTopicsProps);
    private create;
}

/**
 * Batches of the stream that could not be worked off, with their payload. A bucket, because a queue would get only
 * pointers into the stream, which forgets after a day (Lambda developer guide: DynamoDB error handling).
 */
declare class DiscardedBatches extends Construct {
    readonly bucket: Bucket;
    constructor(scope: Construct, id: string);
    /** Lets Lambda put batches here under a function's role. */
    grantDiscard(grantee: IGrantable & IConstruct): void;
}

/** What the stream connects. */
interface EventStreamProps {
    /** The table whose new rows are read; its stream has new images. */
    readonly events: TableV2;
    readonly function: Function;
    readonly role: IRole & Construct;
}
/** Reads the stream of the Events table, new rows only, to the alert function. */
declare class EventStream extends Construct {
    readonly discarded: DiscardedBatches;
    readonly mapping: EventSourceMapping;
    constructor(scope: Construct, id: string, props: EventStreamProps);
}

/** What alerting is made with. */
interface AlertingProps {
    /** The tables whose events are looked at. */
    readonly tables: AuditTables;
    /** Topics, rules and the suppression window. */
    readonly configuration: Pick<Configuration, 'alerts' | 'alertWindowMinutes' | 'ruleFolder' | 'sourceMaps'>;
}
/** Alerts people on the events that they subscribed to. A fault here never delays indexing. */
declare class Alerting extends Construct {
    readonly function: AuditFunction;
    readonly topics: AlertTopics;
    readonly failures: AlertFailures;
    readonly state: AlertState;
    readonly stream: EventStream;
    constructor(scope: Construct, id: string, props: AlertingProps);
    private environment;
}

/** Which of the options say where log files are. */
type LogSourceOptions = Pick<AuditOptions, 'bucketAccount' | 'bucketName' | 'bucketRegion' | 'logKeyArn' | 'logPrefix'>;
/** What a bucket is to those who read log files. */
type LogFileBucket = Pick<IBucket, 'arnForObjects' | 'bucketArn' | 'bucketName'>;
/** Where log files are read, whoever made the bucket. */
declare abstract class LogSource extends Construct {
    abstract readonly bucket: LogFileBucket;
    /** The bucket's own region, which need not be the stack's. */
    readonly region: string;
    /** The account that owns the bucket, which need not be the stack's. */
    readonly account: string;
    /** The folder of log files, with a slash at its end. */
    readonly folder: string;
    /** The key of one's own that log files are encrypted with. */
    readonly key: IKey | undefined;
    constructor(scope: Construct, id: string, options: LogSourceOptions);
    /** Lets a principal read log files, by version where a message or a receipt names one, and nothing else here. */
    grantReadLogFiles(grantee: IGrantable & IConstruct): void;
    /** Lets a principal see which log files there are. */
    grantList(grantee: IGrantable): void;
}

/** What a queue is made with. */
interface WorkQueueProps {
    /** Time limit of the function that empties the queue. */
    readonly consumerTimeout: Duration;
    /** A KMS key of one's own; without, SQS's own keys. */
    readonly key: IKey | undefined;
}
/** A queue of deliveries to index, with the dead letters of those that cannot be. */
declare class WorkQueue extends Construct {
    readonly queue: IQueue;
    readonly deadLetters: IQueue;
    constructor(scope: Construct, id: string, props: WorkQueueProps);
}

/** What ingestion reads from and writes to. */
interface IngestionProps {
    /** The role that the function runs as; it is granted here what it needs. */
    readonly role: Role;
    /** Where log files are read. */
    readonly logs: LogSource;
    /** Where rows and receipts are written. */
    readonly tables: AuditTables;
    /** Deliveries as they happen. */
    readonly deliveries: WorkQueue;
    /** History and repairs, worked off slowly beside the deliveries. */
    readonly backfill: WorkQueue;
    /** Key prefix, retention, spread events and extra terms, which the function is told. */
    readonly configuration: AuditOptions;
}
/** The function that turns log files into rows, and what sets it off. */
declare class Ingestion extends Construct {
    readonly function: Function;
    constructor(scope: Construct, id: string, props: IngestionProps);
    private createFunction;
    private environment;
}

/** Whoever tells that a log file was delivered. */
interface Announcements {
    /** The topic of the announcements; undefined where S3 announces without one. */
    readonly topicArn: string | undefined;
    /** Hands every announcement to a queue; what cannot be handed over goes to its dead letters. */
    feed(work: WorkQueue): void;
}

/** Where log files come from. */
interface LogDelivery {
    readonly logs: LogSource;
    readonly announcements: Announcements;
    /** The trail that delivers; undefined where it exists and nobody has named it. */
    readonly trailArn: string | undefined;
}

/** What auditors may see. */
interface AuditorPolicyProps {
    /** Rows and receipts that may be asked for. */
    readonly tables: AuditTables;
    /** Log files that may be read. */
    readonly logs: LogSource;
    /** Queues whose lengths may be seen. */
    readonly queues: readonly IQueue[];
}
/** A managed policy for people who audit: all that the command line reads, nothing that changes anything. */
declare class AuditorPolicy extends Construct {
    readonly policy: ManagedPolicy;
    constructor(scope: Construct, id: string, props: AuditorPolicyProps);
}

/** Who is told of alarms. */
interface AlarmTopicProps {
    /** An existing topic; `''` for one of this stack's own. */
    readonly topicArn: string;
    /** Addresses that are subscribed. */
    readonly emails: readonly string[];
}
/**
 * The topic of the alarms. Without a key of KMS, like the delivery topic: a message is the name of an alarm and a number,
 * and CloudWatch cannot be let use the key that AWS manages for SNS (CloudWatch user guide: notifying on alarms).
 */
declare class AlarmTopic extends Construct {
    readonly topic: ITopic;
    constructor(scope: Construct, id: string, { topicArn, emails }: AlarmTopicProps);
    private create;
}

/** The parts of an audit that alarms and dashboard look at; what an audit was made without is absent. */
interface Watched {
    /** The dimension by which the functions' own metrics are told from those of another stack. */
    readonly stackName: string;
    readonly ingest: Function;
    readonly alert: Function;
    /** The mapping of the Events table's stream to the alert function. */
    readonly eventStream: EventSourceMapping;
    readonly deliveryQueue: IQueue;
    readonly deadLetters: IQueue;
    readonly backfillDeadLetters: IQueue;
    readonly alertFailures: IQueue;
    readonly undeliveredAlerts: IQueue;
    readonly tables: {
        readonly events: TableV2;
        readonly terms: TableV2;
        readonly deliveries: TableV2;
        readonly alertState: TableV2;
    };
    readonly checksTrail: boolean;
    readonly reconciles: boolean;
}

/** What alarms are made of. */
interface AlarmsProps {
    readonly watched: Watched;
    /** Where they are told. */
    readonly topic: ITopic;
}
/** The alarms of an audit. What they watch without data is well unless silence itself is the bad news. */
declare class Alarms extends Construct {
    readonly alarms: readonly Alarm[];
    constructor(scope: Construct, id: string, { watched, topic }: AlarmsProps);
    private create;
}

/** The parts that are watched, and who is told. */
interface OperationsProps {
    readonly ingestion: Ingestion;
    readonly alerting: Alerting;
    readonly tables: AuditTables;
    readonly deliveries: WorkQueue;
    readonly backfill: WorkQueue;
    /** Whether the hourly checks are there. */
    readonly checksTrail: boolean;
    readonly reconciles: boolean;
    readonly configuration: Pick<Configuration, 'alarmTopicArn' | 'alarmEmails'>;
}
/** Tells when the audit is unwell: alarms, the topic that they go to, and a dashboard. */
declare class Operations extends Construct {
    readonly alarmTopic: AlarmTopic;
    readonly alarms: Alarms;
    constructor(scope: Construct, id: string, props: OperationsProps);
    private watched;
}

/** What an audit is made with: any of the options, each with its default. */
type SystemsManagerAuditProps = Partial<AuditOptions>;
/**
 * The audit trail of AWS Systems Manager, indexed as it is delivered: the whole system, in the order in which a log file
 * passes through it. `ConfigurationError` for options that no audit can be made of.
 */
declare class SystemsManagerAudit extends Construct implements LogDelivery {
    readonly options: AuditOptions;
    readonly trailArn: string | undefined;
    readonly logs: LogSource;
    readonly announcements: Announcements;
    /** Deliveries as they happen. */
    readonly deliveries: WorkQueue;
    /** History and repairs. */
    readonly backfill: WorkQueue;
    readonly tables: AuditTables;
    readonly ingestion: Ingestion;
    readonly alerting: Alerting;
    readonly operations: Operations;
    readonly auditors: AuditorPolicy;
    constructor(scope: Construct, id: string, props?: SystemsManagerAuditProps);
    private keyOf;
}

/** What the outputs tell of. */
interface AuditOutputsProps {
    readonly audit: SystemsManagerAudit;
}
/**
 * What a deployment tells: to the command line under fixed keys, and to the operator. The keys are the same in every
 * stack, so a stack has room for the outputs of one audit.
 */
declare class AuditOutputs extends Construct {
    constructor(scope: Construct, id: string, { audit }: AuditOutputsProps);
    private output;
}

export { AuditOutputs, ConfigurationError, SystemsManagerAudit, readAlertConfiguration };
export type { AuditOptions, AuditOutputsProps, SystemsManagerAuditProps };
