import { useEffect } from 'preact/hooks';
import type { Answer } from '../answer/use-answer';
import { announce } from './announce';
import { grouped, plural } from './numbers';

/** How far an answer is, with what ends it. */
export function Progress({ answer, shown }: { answer: Answer; shown?: string }) {
  const { phase, progress, rows } = answer;
  const text = phase === 'loading' ? readText(progress) : (shown ?? '');
  useEffect(() => {
    if (phase !== 'loading') announce(phase === 'stopped' ? `stopped at ${plural(rows.length, 'event')}` : text);
  }, [phase, text, rows.length]);
  if (phase === 'loading')
    return (
      <p class="progress">
        <span class="busy" aria-hidden="true" /> {text}{' '}
        <button type="button" onClick={answer.stop}>
          Stop
        </button>
      </p>
    );
  if (phase !== 'stopped') return null;
  return (
    <p class="progress">
      Stopped: this is not the whole answer.{' '}
      <button type="button" onClick={answer.again}>
        Ask again
      </button>
    </p>
  );
}

function readText(progress: Answer['progress']): string {
  if (!progress) return 'Reading the store…';
  return `Reading: ${grouped(progress.rows)} rows so far${progress.at ? `, at ${progress.at}` : ''}`;
}
