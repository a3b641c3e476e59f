import type { Question } from '../../core/explorer/question';
import type { Pivot } from '../route/pivot';
import { narrowedHref } from '../route/pivots';
import { LookedUpName } from './looked-up-name';

/** A value of an event: a link that narrows the question to it. */
export function ValueLink({ pivot, question, text }: { pivot: Pivot; question: Question; text?: string }) {
  return (
    <>
      <a class="value" href={narrowedHref(question, pivot)} title={`only ${pivot.flag} ${pivot.value}`}>
        {text ?? pivot.value}
      </a>
      <LookedUpName {...pivot} />
    </>
  );
}
