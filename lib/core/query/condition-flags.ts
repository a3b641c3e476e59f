/** How a condition is written: its flag as commander takes it, and what it means. */
export interface ConditionFlag<Flag extends string = string> {
  /** A list has values of which one has to hold, a switch is on or off, and `record` tests the record itself. */
  readonly kind: 'list' | 'switch' | 'record';
  readonly flag: Flag;
  readonly help: string;
  /** Only `query` has this flag. Other commands say it in another way. */
  readonly queryOnly?: true;
}

/**
 * How you write the conditions, the most selective first: on the command line, and in an address of the explorer. The
 * browser reads this table too, so that it imports nothing. `CONDITIONS` says what each of them does.
 */
export const CONDITION_FLAGS = {
  quarantined: {
    kind: 'switch',
    flag: '--quarantined',
    help: 'the records that could not be indexed',
    queryOnly: true,
  },
  resources: { kind: 'list', flag: '--resource <id|arn>', help: 'a resource that the call touched' },
  changed: { kind: 'switch', flag: '--changed', help: 'with --resource: only calls that changed or created it' },
  eventIds: { kind: 'list', flag: '--event-id <id>', help: 'eventID, or the first 8 or more digits of it' },
  accessKeys: { kind: 'list', flag: '--access-key <id>', help: 'accessKeyId' },
  principals: {
    kind: 'list',
    flag: '--principal <arn>',
    help: 'userIdentity ARN, or its substitute if the record has none',
  },
  actors: { kind: 'list', flag: '--actor <name>', help: 'user, source identity, instance or session name' },
  roles: { kind: 'list', flag: '--role <arn|name>', help: 'the role behind a session' },
  sourceAddresses: { kind: 'list', flag: '--source-ip <address>', help: 'sourceIPAddress' },
  eventNames: { kind: 'list', flag: '--event <name>', help: 'eventName' },
  denied: { kind: 'switch', flag: '--denied', help: 'only denied calls' },
  errors: { kind: 'list', flag: '--error <code|any>', help: 'errorCode, or any for every call that did not succeed' },
  outcomes: {
    kind: 'list',
    flag: '--outcome <outcome>',
    help: 'how the call ended: success, denied, throttled or failed',
  },
  eventSources: {
    kind: 'list',
    flag: '--event-source <name>',
    help: 'eventSource, such as ssm-guiconnect.amazonaws.com',
  },
  accounts: { kind: 'list', flag: '--account <id>', help: 'recipientAccountId' },
  reasons: { kind: 'list', flag: '--reason <text>', help: 'text in the reason or comment that the caller gave' },
  regions: { kind: 'list', flag: '--region <region>', help: 'awsRegion' },
  writes: { kind: 'switch', flag: '--writes', help: 'only calls that can change something' },
  noAgent: { kind: 'switch', flag: '--no-agent', help: "leave out the agent's own traffic", queryOnly: true },
  related: { kind: 'switch', flag: '--related', help: 'also show KMS calls on parameters' },
  guard: { kind: 'switch', flag: '--guard', help: 'also show calls that tamper with this stack itself' },
  where: {
    kind: 'record',
    flag: '--where <path=value>',
    help: 'a test on the record, PATH[|modifier]=VALUE as in Sigma rules; if repeated, one must match',
  },
  contains: { kind: 'record', flag: '--contains <text>', help: 'text in any value of the record, in any letter case' },
} as const satisfies Readonly<Record<string, ConditionFlag>>;
