/**
 * Where a service is according to the environment, as the SDK has it (SDK reference guide: service-specific endpoints).
 * Undefined if it is at AWS.
 */
export function endpointInEnvironment(service: string): string | undefined {
  return process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? process.env['AWS_ENDPOINT_URL'];
}
