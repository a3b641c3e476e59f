import { AnyPrincipal, Effect, type IRole, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Every action that changes items of a table (service authorization reference: Amazon DynamoDB). */
const WRITES = [
  'BatchWriteItem',
  'DeleteItem',
  'PartiQLDelete',
  'PartiQLInsert',
  'PartiQLUpdate',
  'PutItem',
  'UpdateItem',
].map((action) => `dynamodb:${action}`);

/**
 * The resource policy of a table. It refuses writes to everyone but these roles, administrators included. It allows
 * nothing: the role's own policy says what the role may write. The resource is `*`, because the policy cannot name a
 * table that is made with it (CloudFormation). The policy applies only to its table. It leaves out AWS services, so
 * that it can never stop DynamoDB's own expiry of rows.
 */
export function onlyWrittenBy(roles: readonly IRole[]): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'OnlyTheFunctionsWrite',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: WRITES,
        resources: ['*'],
        conditions: {
          ArnNotEquals: { 'aws:PrincipalArn': roles.map((role) => role.roleArn) },
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
        },
      }),
    ],
  });
}
