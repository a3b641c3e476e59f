import type { Command } from 'commander';

/** Adds the flags that say which events are meant: those that `query` and `summary` share. `QueryFlags` has their values. */
export function withEventFilters(command: Command): Command {
  return command
    .option('--event <name>', 'eventName', collect)
    .option('--event-source <name>', 'eventSource, such as ssm-guiconnect.amazonaws.com', collect)
    .option('--principal <arn>', 'userIdentity ARN, or what stands in for one', collect)
    .option('--role <arn|name>', 'the role behind a session', collect)
    .option('--actor <name>', 'user, source identity, instance or session name', collect)
    .option('--resource <id|arn>', 'what the call was about', collect)
    .option('--changed', 'with --resource: only calls that changed or created it')
    .option('--event-id <id>', 'eventID', collect)
    .option('--error <code|any>', 'errorCode, or any that is no success', collect)
    .option('--denied', 'only denied calls')
    .option('--account <id>', 'recipientAccountId', collect)
    .option('--region <region>', 'awsRegion', collect)
    .option('--source-ip <address>', 'sourceIPAddress', collect)
    .option('--access-key <id>', 'accessKeyId', collect)
    .option('--writes', 'only calls that may have changed something')
    .option('--related', 'show KMS calls on parameters too')
    .option(
      '--where <path=value>',
      'a test on the record, PATH[|modifier]=VALUE as in Sigma rules; repeated, one must hold',
      collect,
    );
}

/** Collects the values of a flag that may be repeated. */
function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
