import { type CommandWords, PLAIN_COMMAND, stepLines } from '../../../lib/core/alerts/next-steps';
import type { JsonObject } from '../../../lib/core/record/json';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { observed } from './observed-events';

const lines = (
  step: string,
  event: Partial<StoredEvent> = {},
  record: JsonObject = {},
  words: Partial<CommandWords> = {},
) => stepLines(step, observed(event, record), { ...PLAIN_COMMAND, ...words });

describe('stepLines', () => {
  it.each<[string, string]>([
    ['{awsRegion}', 'eu-west-1'],
    ['{roleArn}', 'arn:aws:iam::111122223333:role/Operator'],
    ['{ref}', 'DeleteDocument/2024-05-01T12:10:00Z#e-1'],
    ['{resource.document}', 'restart-web'],
    ['{eventTime-24h}', '2024-04-30T12:10:00Z'],
    ['{eventTime+30m}', '2024-05-01T12:40:00Z'],
    ['{eventTime+7d}', '2024-05-08T12:10:00Z'],
    ['{requestParameters.name}', 'restart-web'],
    ['{requestParameters.count}', '3'],
  ])('fills in %s', (placeholder, value) => {
    const record = { requestParameters: { name: 'restart-web', count: 3 } };
    expect(lines(`Look at ${placeholder}.`, {}, record)).toEqual([`Look at ${value}.`]);
  });

  it('puts a command on a line of its own', () => {
    expect(lines('See who used it: `ssm-audit query --resource {resource.document}`')).toEqual([
      'See who used it:',
      '  ssm-audit query --resource restart-web',
    ]);
    expect(lines('See it: `aws a`, then stop it: `aws b`.')).toEqual([
      'See it:',
      '  aws a',
      ', then stop it:',
      '  aws b',
    ]);
  });

  it('leads commands of this program to the store, and no others', () => {
    const step = '`ssm-audit query --denied` `ssm-audit alerts replay` `aws ssm list-documents`';
    expect(lines(step, {}, {}, { store: '--stack audit' })).toEqual([
      '  ssm-audit query --stack audit --denied',
      '  ssm-audit alerts replay --stack audit',
      '  aws ssm list-documents',
    ]);
  });

  it('calls this program as it is called where the message is read', () => {
    const step = 'See `ssm-audit alerts list` and `ssm-audit show {ref}`';
    expect(lines(step, {}, {}, { program: 'npx ssm-audit', store: '--local DIR' })).toEqual([
      'See',
      '  npx ssm-audit alerts list --local DIR',
      'and',
      '  npx ssm-audit show --local DIR DeleteDocument/2024-05-01T12:10:00Z#e-1',
    ]);
  });

  it('joins a value that looks like a flag to its own flag', () => {
    const event: Partial<StoredEvent> = { resources: [{ id: '--help', kind: 'document', relation: 'changes' }] };
    expect(lines('See `ssm-audit query --resource {resource.document} --since {eventTime-1h}`', event)).toEqual([
      'See',
      "  ssm-audit query --resource='--help' --since 2024-05-01T11:10:00Z",
    ]);
    expect(lines('Look at {resource.document}.', event)).toEqual(['Look at --help.']);
  });

  it('quotes values for a shell, and shows what would hide in them', () => {
    expect(lines('`x {actor}`', { actor: "a'b; rm -rf $HOME" })).toEqual([`  x 'a'\\''b; rm -rf $HOME'`]);
    expect(lines('`x {actor}`', { actor: 'a\n\u202eb' })).toEqual([`  x $'a\\u000a\\u202eb'`]);
    expect(lines('Ask {actor}.', { actor: 'a\n\u202eb' })).toEqual(['Ask a··b.']);
  });

  it('takes a value for what it is, though it looks like a placeholder', () => {
    expect(lines('`x {actor} {awsRegion}`', { actor: '{awsRegion}' })).toEqual([`  x '{awsRegion}' eu-west-1`]);
  });

  it.each<[string, string, Partial<StoredEvent>]>([
    ['no such resource', '{resource.session}', {}],
    ['no such field', '{accountName}', {}],
    ['no value in the record', '{responseElements.commandId}', {}],
    ['a map in the record', '{requestParameters}', {}],
    ['no time', '{eventTime-1h}', { eventTime: '' }],
    ['a value too long to be shown whole', '{actor}', { actor: 'a'.repeat(2000) }],
  ])('leaves a command out where the event has %s, and keeps the sentence', (_, placeholder, event) => {
    expect(lines(`End it where nobody had a reason: \`aws x ${placeholder}\``, event)).toEqual([
      'End it where nobody had a reason.',
    ]);
  });

  it('leaves braces alone that are no placeholder', () => {
    expect(lines("`jq '{a: .b}' {}`")).toEqual(["  jq '{a: .b}' {}"]);
  });
});
