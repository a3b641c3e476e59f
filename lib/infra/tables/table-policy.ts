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
 * A table's resource policy that refuses writes to everyone but these roles, administrators included. It allows
 * nothing: what a role may write stands in the role's own policy. The resource is `*` because a table's policy cannot
 * name the table that is being made with it (CloudFormation); it holds for that table alone. Services are left out of
 * the refusal so that DynamoDB's own expiry of rows can never fall under it.
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
