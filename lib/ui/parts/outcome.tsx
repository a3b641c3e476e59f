import type { Outcome } from '../../core/record/outcome';

/** A sign for each outcome: none is told by its colour alone. */
const SIGNS: Readonly<Record<Outcome, string>> = { success: '✓', denied: '✕', throttled: '◷', failed: '!' };

/** How a call ended, with its error. */
export function OutcomeWord({ outcome, error }: { outcome: Outcome | undefined; error?: string | undefined }) {
  if (!outcome) return null;
  return (
    <span class={`outcome ${outcome}`} title={error ?? outcome}>
      <span aria-hidden="true">{SIGNS[outcome]}</span> {outcome}
    </span>
  );
}
