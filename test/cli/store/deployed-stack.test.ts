import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { openDeployedStack, StackNotReadableError } from '../../../lib/cli/store/deployed-stack';
import { STACK_OUTPUTS } from '../../../lib/contract/stack-outputs';

const cloudFormation = mockClient(CloudFormationClient);
const PLACE = { stack: 'audit', region: 'eu-west-1' };

beforeEach(() => cloudFormation.reset());
afterAll(() => cloudFormation.restore());

describe('openDeployedStack', () => {
  it('finds the tables by the outputs of the stack', async () => {
    answer(STACK_OUTPUTS);
    const { tables, outputs, close } = await openDeployedStack(PLACE);
    expect(tables.names).toEqual({
      events: 'the EventsTableName',
      terms: 'the TermsTableName',
      deliveries: 'the DeliveriesTableName',
    });
    expect(outputs.LogBucketName).toBe('the LogBucketName');
    await expect(tables.client.config.region()).resolves.toBe('eu-west-1');
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

function answer(keys: readonly string[]): void {
  const Outputs = keys.map((key) => ({ OutputKey: key, OutputValue: `the ${key}` }));
  const stack = { StackName: 'audit', CreationTime: new Date(0), StackStatus: 'CREATE_COMPLETE' as const, Outputs };
  cloudFormation.on(DescribeStacksCommand).resolves({ Stacks: [stack] });
}
