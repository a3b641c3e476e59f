import { useEffect, useState } from 'preact/hooks';
import { apiPath } from '../../core/explorer/api-paths';
import type { DeliveryMark } from '../../core/explorer/messages';
import { readAnswer, UnansweredError } from '../answer/read-answer';
import { forgetAnswers } from '../answer/remembered-answers';
import { askAnew } from '../route/route';

/** How often the store is asked whether more was delivered, in milliseconds, while somebody looks at the page. */
const EVERY_MS = 15_000;

/** What was heard of the store: its mark, or why it does not answer. Nothing while a question is on its way. */
interface Heard {
  readonly mark?: string;
  readonly problem?: string;
}

/** Says that more was delivered since the page asked, or that the explorer is gone; the page stays as it is. */
export function News() {
  const [shown, setShown] = useState<string>();
  const [heard, setHeard] = useState<Heard>({});
  useEffect(() => watchDeliveries(setHeard), []);
  const { mark, problem } = heard;
  useEffect(() => setShown((before) => before ?? mark), [mark]);
  if (problem !== undefined)
    return (
      <div class="banner problem" role="alert">
        <p>{problem}</p>
      </div>
    );
  if (mark === undefined || shown === undefined || mark === shown) return null;
  const refresh = () => {
    setShown(mark);
    forgetAnswers();
    askAnew();
  };
  return (
    <div class="banner news" role="status">
      <p>New deliveries since this page asked.</p>
      <button type="button" onClick={refresh}>
        Refresh
      </button>
    </div>
  );
}

function watchDeliveries(hear: (heard: Heard) => void): () => void {
  const abort = new AbortController();
  const look = async () => {
    if (document.hidden) return;
    const heard = await heardOf(abort.signal);
    if (!abort.signal.aborted) hear(heard);
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  document.addEventListener('visibilitychange', look, { signal: abort.signal });
  void look();
  return () => {
    clearInterval(timer);
    abort.abort();
  };
}

/** A store that does not answer tells it at the next question: only a server that is gone is news. */
async function heardOf(signal: AbortSignal): Promise<Heard> {
  let mark: string | undefined;
  try {
    await readAnswer(apiPath('news', 'status'), signal, (message) => {
      if (message.type === 'document') mark = (message.document as DeliveryMark).mark;
    });
  } catch (error) {
    return error instanceof UnansweredError ? { problem: error.problem.text } : {};
  }
  return mark === undefined ? {} : { mark };
}
