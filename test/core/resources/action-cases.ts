import type { JsonObject } from '../../../lib/core/record/json';

/** One action: a call that succeeds, what it touches, and what a refusal by IAM names. */
export interface ActionCase {
  readonly eventName: string;
  readonly request: JsonObject;
  readonly response?: JsonObject;
  readonly touched: readonly string[];
  readonly refusal?: { readonly arn: string; readonly touched: string };
}

/** An ARN of Systems Manager in the account of these tests. */
export function ssmArn(resource: string): string {
  return `arn:aws:ssm:eu-west-1:111122223333:${resource}`;
}
