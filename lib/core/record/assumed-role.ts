/** The parts of the ARN of a session: `arn:<partition>:sts::<account>:assumed-role/<role>/<session>`. */
export interface AssumedRole {
  readonly partition: string;
  readonly accountId: string;
  /** The role's name without its path, which the ARN of a session drops. */
  readonly roleName: string;
  /** Chosen by whoever assumed the role. */
  readonly sessionName: string;
}

const SESSION_ARN = /^arn:([^:]*):sts::([^:]*):assumed-role\/([^/]+)\/(.+)$/s;

/** The role and session of a session's ARN, or undefined for any other ARN. */
export function assumedRoleOf(arn: string): AssumedRole | undefined {
  const [, partition, accountId, roleName, sessionName] = SESSION_ARN.exec(arn) ?? [];
  if (partition === undefined || accountId === undefined) return undefined;
  if (roleName === undefined || sessionName === undefined) return undefined;
  return { partition, accountId, roleName, sessionName };
}
