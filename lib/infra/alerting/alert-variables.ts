import { ALERT_CONTEXT_KEYS, type AlertConfiguration } from '../../core/alerts/configuration/alert-configuration';

/**
 * The topics and overrides as the function reads them: the given context keys, without what only the deployment needs.
 * People who may read the configuration of a function do not see the addresses of subscribers.
 */
export function alertConfigurationJson({ topics, overrides, deployers }: AlertConfiguration): string {
  const [topicsKey, rulesKey, deployersKey] = ALERT_CONTEXT_KEYS;
  return JSON.stringify({
    [topicsKey]: topics.map(({ subscribers: _, topicArn: __, eventBusArn: ___, ...rest }) => withoutEmptyLists(rest)),
    [rulesKey]: { disabled: overrides.disabled, levels: Object.fromEntries(overrides.levels) },
    ...(deployers.length > 0 && { [deployersKey]: deployers }),
  });
}

function withoutEmptyLists(selection: object): object {
  const entries = Object.entries(selection).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(entries);
}
