import { listOf, type Settings, textMatching, trueOrFalse } from './setting';

/** Who may do what everybody else is refused. */
export interface AccessOptions {
  /**
   * The operators: ARNs of IAM roles and users, with `*` and `?` as wildcards. They alone may send backfills, repairs and
   * dead letters, and delete log files. For a session of a role, this is the ARN of the role.
   * @default - none: everybody may send backfills whose own policy allows it, and nobody may delete log files
   */
  readonly operators: readonly string[];
  /**
   * Whether anybody may subscribe to the alert topics of the stack whose own policy allows it, and not only the configured
   * subscribers.
   * @default false
   */
  readonly openSubscriptions: boolean;
}

/**
 * What `aws:PrincipalArn` can be (IAM user guide: global condition keys). The account is given, because a pattern for every
 * account would let anybody's through.
 */
const PRINCIPAL =
  /^arn:aws[a-z-]*:(?:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@*?/-]{1,512})|sts::\d{12}:federated-user\/[\w+=,.@*?-]{1,64})$/;

const MAX_OPERATORS = 20;

/** How these options are read. */
export const ACCESS_SETTINGS: Settings<AccessOptions> = {
  operators: {
    fallback: [],
    expected: `a list of at most ${MAX_OPERATORS} ARNs of IAM roles or users, not of sessions, such as ["arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Operators_*"]`,
    parse: listOf(textMatching(PRINCIPAL), MAX_OPERATORS),
  },
  openSubscriptions: {
    fallback: false,
    expected: 'true or false',
    parse: trueOrFalse,
  },
};
