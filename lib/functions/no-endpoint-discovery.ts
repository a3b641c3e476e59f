/**
 * Replaces `@aws-sdk/middleware-endpoint-discovery` in the bundles of the functions. No operation of the DynamoDB client
 * finds its endpoint by asking for it: only the settings are read while a client is made. With its cache it would be 8 KB
 * of each bundle.
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};

/** What a client adds to its settings. */
export function resolveEndpointDiscoveryConfig<Settings>(settings: Settings): Settings {
  return settings;
}
