import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What is refused, and to whom it is not. */
export interface Refusal {
  readonly sid: string;
  readonly actions: string[];
  readonly resources: string[];
  /** The ARN of the resource on whose behalf a service of AWS may still ask. */
  readonly exceptSource?: string;
  /** ARNs of roles and users, with wildcards, that may still ask. */
  readonly exceptOperators?: readonly string[];
}

/**
 * A statement that refuses. The absence of an Allow would not do: in the account of a resource, an Allow in the policy of
 * an identity is enough. Each exception is a condition under which the statement does not apply. A condition that is
 * negated also holds where a request lacks the key: a request of a person has no source, and one of a service no
 * principal ARN (IAM user guide: condition operators). `aws:PrincipalArn` of a session is the ARN of its role, whatever
 * the session is called, and `ArnNotLike` takes wildcards in each part of it.
 */
export function refusal({ sid, actions, resources, exceptSource, exceptOperators = [] }: Refusal): PolicyStatement {
  const conditions = {
    ...(exceptSource !== undefined && { ArnNotEquals: { 'aws:SourceArn': exceptSource } }),
    ...(exceptOperators.length > 0 && { ArnNotLike: { 'aws:PrincipalArn': [...exceptOperators] } }),
  };
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions,
    resources,
    ...(Object.keys(conditions).length > 0 && { conditions }),
  });
}
