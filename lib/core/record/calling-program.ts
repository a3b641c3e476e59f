import { type JsonValue, member, textAt } from './json';

/** What browsers, and the console's own servers, write as their user agent ("Record contents": userAgent). */
const CONSOLE = /^(?:Mozilla\/|\[?S3Console\/|(?:console|signin)\.(?:[\w-]+\.)?amazonaws\.com$)/;

/** Programs by their user agents, the more special first. */
const PROGRAMS: readonly (readonly [RegExp, string])[] = [
  [/\bCloudShell\b/, 'CloudShell'],
  [/^aws-cli\//, 'AWS CLI'],
  [/\bamazon-ssm-agent\//, 'SSM Agent'],
  [/\bTerraform\//, 'Terraform'],
  [/^(?:Boto3?|Botocore|aws-sdk-|AWSPowerShell|APN\/)/i, 'program with an AWS SDK'],
];

/** The name of an AWS service, which is the user agent of what the service calls itself. */
const SERVICE = /^(?:AWS Internal|[\w.-]+\.amazonaws\.com)$/;

/**
 * By what a call was made: the console, the AWS CLI, an SDK, an AWS service. Only the service and the mark of a console
 * session are CloudTrail's own words; everything else is what the caller says in the user agent. Undefined if nothing
 * tells it.
 */
export function callingProgram(record: JsonValue | undefined): string | undefined {
  const service = textAt(member(record, 'userIdentity'), 'invokedBy');
  if (service) return `AWS service ${service}, for the caller`;
  const userAgent = textAt(record, 'userAgent') ?? '';
  if (CONSOLE.test(userAgent)) return 'console';
  const program = PROGRAMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const fromConsole = String(member(record, 'sessionCredentialFromConsole')) === 'true';
  if (program !== undefined) return fromConsole ? `${program}, with the credentials of a console session` : program;
  if (fromConsole) return 'console';
  return SERVICE.test(userAgent) ? `AWS service ${userAgent}` : undefined;
}
