import type { Statement } from '../synthesized-stack';
import { evaluated } from './policy-evaluator';

const QUEUE = 'arn:aws:sqs:eu-central-1:111122223333:work';

const deny = (Condition?: Statement['Condition']): Statement => ({
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  ...(Condition && { Condition }),
});

const ask = (statements: readonly Statement[], context: Record<string, string> = {}) =>
  evaluated(statements, { action: 'sqs:SendMessage', resource: QUEUE, context });

it('leaves to the identity what no statement is about', () => {
  expect(ask([{ ...deny(), Action: 'sqs:ReceiveMessage' }])).toBe('left to the identity');
  expect(ask([{ ...deny(), Resource: `${QUEUE}2` }])).toBe('left to the identity');
});

it('lets a Deny win', () => {
  expect(ask([{ ...deny(), Effect: 'Allow' }])).toBe('allowed');
  expect(ask([{ ...deny(), Effect: 'Allow' }, deny()])).toBe('refused');
});

it('holds a negated condition where the key is missing, and a plain one not', () => {
  expect(ask([deny({ ArnNotEquals: { 'aws:SourceArn': QUEUE } })])).toBe('refused');
  expect(ask([deny({ ArnEquals: { 'aws:SourceArn': QUEUE } })])).toBe('left to the identity');
});

it('needs all conditions, and one value of each', () => {
  const both = deny({ ArnNotEquals: { 'aws:SourceArn': [QUEUE, 'other'] }, Bool: { 'aws:SecureTransport': 'true' } });
  expect(ask([both], { 'aws:SecureTransport': 'true' })).toBe('refused');
  expect(ask([both], { 'aws:SecureTransport': 'true', 'aws:SourceArn': QUEUE })).toBe('left to the identity');
});

it('compares ARNs part by part', () => {
  const notLike = (pattern: string) => [deny({ ArnNotLike: { 'aws:PrincipalArn': pattern } })];
  const role = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/path/operator-1' };
  expect(ask(notLike('arn:aws:iam::111122223333:role/*/operator-?'), role)).toBe('left to the identity');
  expect(ask(notLike('arn:aws:*:role/path/operator-1'), role)).toBe('refused');
});

it('means a service only where it is named', () => {
  const allow: Statement = { ...deny(), Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' } };
  expect(ask([allow])).toBe('left to the identity');
  const request = { action: 'sqs:SendMessage', resource: QUEUE, service: 'sns.amazonaws.com', context: {} };
  expect(evaluated([allow], request)).toBe('allowed');
});

it('refuses to guess what an unknown operator means', () => {
  expect(() => ask([deny({ NumericEquals: { 'aws:MultiFactorAuthAge': '1' } })])).toThrow('NumericEquals');
});
