import { PackageTooLargeError } from '../../adapters/archive/archived-package';
import { isTemporary } from '../../adapters/retry/is-temporary';
import { LocalStoreFailedError } from '../../adapters/sqlite/local-store-failed-error';
import { SilentStoreError } from '../../app/explorer/patiently';
import type { Message, Problem } from '../../core/explorer/messages';
import { AddressError } from '../../core/explorer/question';
import { safeText } from '../../core/text/safe-text';
import { UnknownRuleError } from '../rules/chosen-rules';
import { EXIT, exitCodeOf } from '../terminal/cli-error';
import { TooManyPackagesError } from './downloaded-package';
import { LocalStoreGoneError } from './local-files';

/** The statuses of questions that have no answer: they make no sense, or ask about what is not there. */
export const REFUSALS: Partial<Readonly<Record<Problem, 400 | 404>>> = { question: 400, absent: 404 };

/** The message about an error that ended an answer. */
export function problemMessage(error: unknown): Extract<Message, { readonly type: 'problem' }> {
  const [problem, mayRetry] = problemOf(error);
  const text = safeText(error instanceof Error ? error.message : String(error));
  return { type: 'problem', problem, text, mayRetry };
}

function problemOf(error: unknown): readonly [Problem, boolean] {
  if (!(error instanceof Error)) return ['other', true];
  if (error.name === 'CredentialsError') return ['credentials', true];
  if (/AccessDenied|NotAuthorized/.test(error.name)) return ['permission', true];
  if (error instanceof LocalStoreGoneError) return ['store', false];
  if (error instanceof LocalStoreFailedError) return ['store', error.failure === 'busy'];
  if (error instanceof SilentStoreError || isTemporary(error)) return ['endpoint', true];
  if (error instanceof UnknownRuleError) return ['absent', false];
  if (error instanceof TooManyPackagesError) return ['question', true];
  if (error instanceof AddressError || error instanceof PackageTooLargeError || exitCodeOf(error) === EXIT.usage)
    return ['question', false];
  return ['other', true];
}
