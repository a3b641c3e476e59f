/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles. Lambda hands a function its credentials in
 * the environment and replaces the environment with them; files, single sign-on and instance metadata, which the whole
 * chain asks too, do not exist there and would be a sixth of the bundle.
 */
export function defaultProvider() {
  return async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
    if (accessKeyId === undefined || secretAccessKey === undefined) throw new MissingCredentialsError();
    return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
  };
}

/** The environment holds no credentials: the function does not run in Lambda. */
export class MissingCredentialsError extends Error {
  constructor() {
    super(
      'there are no credentials in the environment: expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as Lambda sets them',
    );
    this.name = 'MissingCredentialsError';
  }
}
