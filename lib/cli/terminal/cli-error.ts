/** Exit codes of the command line: its contract with scripts. */
export const EXIT = {
  done: 0,
  /** Some of the work failed or something was found wrong; each is named on stderr and the rest is done. */
  incomplete: 1,
  /** Wrong usage or configuration. */
  usage: 2,
} as const;

/** Wrong usage or configuration. The message says what went wrong, what was given, what is expected and what to do. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** Errors of the layers below that mean that the person asked for something that cannot be. */
const USAGE_ERRORS = new Set([
  'UsageError',
  'WhereSyntaxError',
  'ExclusionSyntaxError',
  'QueryTimeError',
  'QueryPeriodError',
  'MalformedRefError',
  'StackNotReadableError',
  'CredentialsError',
  'RulePathError',
  'AlertConfigurationError',
  'PublicKeyFileError',
  'SigningKeyFileError',
  'KmsKeyError',
  'LocalStoreNotMadeError',
  'OtherQuestionError',
  'UnusablePortError',
  'MalformedExportFileError',
  'LinkInTheWayError',
]);

/** The exit code for an error that ended a command. */
export function exitCodeOf(error: unknown): number {
  return error instanceof Error && USAGE_ERRORS.has(error.name) ? EXIT.usage : EXIT.incomplete;
}
