/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles of the functions. Lambda gives a function its credentials
 * in the environment, and replaces the environment with them. The whole chain also asks files, single sign-on and
 * instance metadata. These do not exist in Lambda, and would be a sixth of the bundle.
 */
export function defaultProvider() {
  return async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN } = process.env;
    if (accessKeyId === undefined || secretAccessKey === undefined) throw new MissingCredentialsError();
    return { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }) };
  };
}

/** The environment has no credentials, so the function does not run in Lambda. */
export class MissingCredentialsError extends Error {
  constructor() {
    super(
      'the environment has no credentials: expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, which Lambda sets',
    );
    this.name = 'MissingCredentialsError';
  }
}
