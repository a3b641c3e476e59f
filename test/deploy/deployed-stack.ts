import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { type AttributeValue, DeleteItemCommand, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type Ran, run } from './command';
import { ACCOUNT, type Emulator, REGION } from './emulator';
import { freshLogFile, type LogFile } from './fresh-log-file';

/** How long a log file may take to become rows: a cold start, and the emulator's own pauses. */
const INDEXED_WITHIN_MS = 60_000;

/** A stack that is up: what its trail would do, and what its users do. */
export class DeployedStack {
  private constructor(
    private readonly emulator: Emulator,
    readonly name: string,
    readonly outputs: Readonly<Record<string, string>>,
    readonly resources: readonly StackResourceSummary[],
    /** The ARN of the stack, with the ID that no other of its name has. */
    readonly stackId: string,
  ) {}

  static async find(emulator: Emulator, name: string): Promise<DeployedStack> {
    const client = new CloudFormationClient(emulator.settings());
    const { Stacks: stacks } = await client.send(new DescribeStacksCommand({ StackName: name }));
    const resources: StackResourceSummary[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: name })) {
      resources.push(...StackResourceSummaries);
    }
    const outputs = (stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue ?? '']);
    return new DeployedStack(emulator, name, Object.fromEntries(outputs), resources, stacks?.[0]?.StackId ?? '');
  }

  output(key: string): string {
    const value = this.outputs[key];
    if (value === undefined) throw new Error(`${this.name} has no output ${key}`);
    return value;
  }

  /** Logical and physical names of the resources of a type. */
  resourcesOf(type: string): Readonly<Record<string, string>> {
    const found = this.resources.filter(({ ResourceType }) => ResourceType === type);
    return Object.fromEntries(found.map((each) => [each.LogicalResourceId, each.PhysicalResourceId ?? '']));
  }

  /** The key prefix with its slash. */
  get prefix(): string {
    const prefix = this.output('LogPrefix');
    return prefix === '' ? '' : `${prefix}/`;
  }

  /** Puts a log file into the bucket, as CloudTrail does, without announcing it. */
  async put(
    file: LogFile = freshLogFile(this.prefix),
    metadata: Readonly<Record<string, string>> = {},
  ): Promise<LogFile> {
    const s3 = new S3Client(this.emulator.settings(this.output('LogBucketOwner'), this.output('LogBucketRegion')));
    const object = { Bucket: this.output('LogBucketName'), Key: file.key, Body: file.body, Metadata: { ...metadata } };
    await s3.send(new PutObjectCommand(object));
    return file;
  }

  /** Announces a log file on the topic, as CloudTrail does. Without a topic, S3 has announced it. */
  async announce({ key }: LogFile): Promise<void> {
    const topicArn = this.output('DeliveryTopicArn');
    if (topicArn === '') return;
    const [, , , region = REGION, account = ACCOUNT] = topicArn.split(':');
    const message = JSON.stringify({ s3Bucket: this.output('LogBucketName'), s3ObjectKey: [key] });
    await new SNSClient(this.emulator.settings(account, region)).send(
      new PublishCommand({ TopicArn: topicArn, Message: message }),
    );
  }

  async deliver(): Promise<LogFile> {
    const file = await this.put();
    await this.announce(file);
    return file;
  }

  /** A command of ours on this stack, such as `query --limit 5`. */
  ask(...args: readonly string[]): Ran {
    const env = { ...this.emulator.environment(), SSM_AUDIT_STACK: this.name };
    return run('bin/ssm-audit', args, { env });
  }

  /** The same an hour later: a log file that was just put into the bucket is too young to be missing. */
  askLater(...args: readonly string[]): Ran {
    const preloaded = { NODE_OPTIONS: `--require ${join(__dirname, 'an-hour-later.cjs')}` };
    return run('bin/ssm-audit', args, {
      env: { ...this.emulator.environment(), ...preloaded, SSM_AUDIT_STACK: this.name },
    });
  }

  /** Every row of Terms as text, in order. */
  async terms(): Promise<readonly string[]> {
    return (await this.termItems()).map((item) => JSON.stringify(Object.entries(item).sort())).sort();
  }

  /** Deletes every row of Terms, and gives what there was. */
  async dropTerms(): Promise<readonly string[]> {
    const [rows, client] = [await this.terms(), new DynamoDBClient(this.emulator.settings())];
    for (const { term, eventTimeIdName } of await this.termItems()) {
      const Key = { term: term ?? { S: '' }, eventTimeIdName: eventTimeIdName ?? { S: '' } };
      await client.send(new DeleteItemCommand({ TableName: this.output('TermsTableName'), Key }));
    }
    return rows;
  }

  private async termItems(): Promise<readonly Record<string, AttributeValue>[]> {
    const client = new DynamoDBClient(this.emulator.settings());
    const pages = paginateScan({ client }, { TableName: this.output('TermsTableName') });
    const items: Record<string, AttributeValue>[] = [];
    for await (const { Items = [] } of pages) items.push(...Items);
    return items;
  }

  /** The documents that a command of ours prints. */
  answers(...args: readonly string[]): readonly Record<string, unknown>[] {
    const { code, stdout, stderr } = this.ask(...args);
    if (code !== 0) throw new Error(`${args.join(' ')}: exit code ${code}\n${stdout}\n${stderr}`);
    return stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  }

  /** Waits until a log file is indexed and no row of it comes any more. Gives how many it has: none if it takes too long. */
  async rowsOf({ key }: LogFile): Promise<number> {
    let before = 0;
    for (const until = Date.now() + INDEXED_WITHIN_MS; Date.now() < until; await sleep(1000)) {
      const rows = this.answers('query', '--limit', '1000', '--output', 'ndjson');
      const found = rows.filter(({ logFile }) => String(logFile).endsWith(key)).length;
      if (found > 0 && found === before) return found;
      before = found;
    }
    return before;
  }
}
