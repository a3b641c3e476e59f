import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS,
  resolveEndpointDiscoveryConfig,
} from '../../lib/functions/no-endpoint-discovery';

it('lets a client be made, and reads no setting', () => {
  const settings = { region: 'us-east-1' };
  expect(resolveEndpointDiscoveryConfig(settings)).toBe(settings);
  expect(NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS.environmentVariableSelector()).toBeUndefined();
  expect(NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS.configFileSelector()).toBeUndefined();
});

it('takes nothing that a request needs: the client has no step that looks for an endpoint', () => {
  const steps = new DynamoDBClient({ region: 'us-east-1' }).middlewareStack.identify();
  expect(steps.filter((step) => /discovery/i.test(step))).toEqual([]);
});
