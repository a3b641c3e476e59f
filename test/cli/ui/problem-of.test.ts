import { LocalStoreFailedError } from '../../../lib/adapters/sqlite/local-store-failed-error';
import { SilentStoreError } from '../../../lib/app/explorer/patiently';
import { UnknownRuleError } from '../../../lib/cli/rules/chosen-rules';
import { CredentialsError } from '../../../lib/cli/store/deployed-stack';
import { UsageError } from '../../../lib/cli/terminal/cli-error';
import { LocalStoreGoneError } from '../../../lib/cli/ui/local-files';
import { problemMessage } from '../../../lib/cli/ui/problem-of';
import { AddressError } from '../../../lib/core/explorer/question';

it.each([
  [new LocalStoreFailedError('/x', 'corrupt', new Error('x')), 'store', false, 'the database is damaged'],
  [new LocalStoreFailedError('/x', 'input', new Error('x')), 'store', false, 'check the disk'],
  [new LocalStoreFailedError('/x', 'busy', new Error('x')), 'store', true, 'writing to it for too long'],
  [new LocalStoreGoneError('/x', false), 'store', false, 'is gone'],
  [new LocalStoreGoneError('/x', true), 'store', false, 'another one'],
  [new CredentialsError('audit', 'log in again: aws sso login'), 'credentials', true, 'aws sso login'],
  [Object.assign(new Error('table/Terms'), { name: 'AccessDeniedException' }), 'permission', true, 'table/Terms'],
  [new SilentStoreError(20_000), 'endpoint', true, 'no answer for 20 seconds'],
  [new UsageError('expected another'), 'question', false, 'expected another'],
  [new UnknownRuleError('no rule'), 'absent', false, 'no rule'],
  [new AddressError('expected another'), 'question', false, 'expected another'],
  [new Error('out of\u001b luck'), 'other', true, 'out of· luck'],
  ['thrown', 'other', true, 'thrown'],
])('tells %s', (error, problem, mayRetry, text) => {
  expect(problemMessage(error)).toEqual({ type: 'problem', problem, mayRetry, text: expect.stringContaining(text) });
});
