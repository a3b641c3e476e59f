import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { CredentialsError, openDeployedStack, StackNotReadableError } from '../../../lib/cli/store/deployed-stack';
import { STACK_OUTPUTS } from '../../../lib/contract/stack-outputs';

const cloudFormation = mockClient(CloudFormationClient);
const dynamoDb = mockClient(DynamoDBClient);
const PLACE = { stack: 'audit', region: 'eu-west-1' };

beforeEach(() => {
  cloudFormation.reset();
  dynamoDb.reset();
});
afterAll(() => {
  cloudFormation.restore();
  dynamoDb.restore();
});

describe('openDeployedStack', () => {
  it('finds the tables by the outputs of the stack', async () => {
    answer(STACK_OUTPUTS);
    dynamoDb.on(QueryCommand).resolves({});
    const { ports, outputs, close } = await openDeployedStack(PLACE);
    const { reader, receipts } = ports.reading();
    await Promise.all([reader.count('E', 1, new Date(0)), reader.catalogue(''), receipts.newest()]);
    expect(dynamoDb.commandCalls(QueryCommand).map(({ args }) => args[0].input.TableName)).toEqual([
      'the EventsTableName',
      // The catalogue stands in Deliveries, and what an earlier version wrote of it in Terms.
      'the DeliveriesTableName',
      'the TermsTableName',
      'the DeliveriesTableName',
    ]);
    expect(outputs.LogBucketName).toBe('the LogBucketName');
    const [call] = dynamoDb.commandCalls(QueryCommand);
    const region = (call?.thisValue as DynamoDBClient | undefined)?.config.region();
    await expect(region).resolves.toBe('eu-west-1');
    await close();
  });

  it('names the outputs that a stack of another kind lacks', async () => {
    answer(STACK_OUTPUTS.filter((key) => key !== 'TermsTableName'));
    const opening = openDeployedStack(PLACE);
    await expect(opening).rejects.toThrow(StackNotReadableError);
    await expect(opening).rejects.toThrow("cannot read the stack 'audit': it has no output TermsTableName");
  });

  it('says why a stack cannot be read', async () => {
    cloudFormation.on(DescribeStacksCommand).rejects(new Error('Stack with id audit does not exist'));
    await expect(openDeployedStack(PLACE)).rejects.toThrow('Stack with id audit does not exist; expected the name');
  });
});

it('tells a problem of credentials from one of the stack', async () => {
  const expired = Object.assign(new Error('the token is expired'), { name: 'ExpiredTokenException' });
  cloudFormation.on(DescribeStacksCommand).rejects(expired);
  const opening = openDeployedStack(PLACE);
  await expect(opening).rejects.toThrow(CredentialsError);
  await expect(opening).rejects.toThrow(/^cannot read the stack 'audit': the credentials of .* have expired/);
  await expect(opening).rejects.not.toThrow('expected the name');
});

function answer(keys: readonly string[]): void {
  const Outputs = keys.map((key) => ({ OutputKey: key, OutputValue: `the ${key}` }));
  const stack = { StackName: 'audit', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const, Outputs };
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack] });
}
