import { useEffect, useState } from 'preact/hooks';
import { apiPath } from '../../core/explorer/api-paths';
import type { DeliveryMark } from '../../core/explorer/messages';
import { readAnswer } from '../answer/read-answer';

/** How often the store is asked whether more was delivered, in milliseconds, while somebody looks at the page. */
const EVERY_MS = 15_000;

/** Says that more was delivered since the page asked. */
export function News() {
  const [isNew, setNew] = useState(false);
  useEffect(() => watchDeliveries(() => setNew(true)), []);
  if (!isNew) return null;
  return (
    <div class="banner news" role="status">
      <p>New deliveries since this page asked.</p>
      <button type="button" onClick={() => location.reload()}>
        Refresh
      </button>
    </div>
  );
}

function watchDeliveries(onNew: () => void): () => void {
  const abort = new AbortController();
  let known: string | undefined;
  const look = async () => {
    if (document.hidden) return;
    const mark = await deliveredMark(abort.signal);
    if (mark !== undefined && known !== undefined && mark !== known) onNew();
    known = mark ?? known;
  };
  const timer = setInterval(() => void look(), EVERY_MS);
  void look();
  return () => {
    clearInterval(timer);
    abort.abort();
  };
}

/** The mark of the store; undefined while it does not answer, which the next question will tell. */
async function deliveredMark(signal: AbortSignal): Promise<string | undefined> {
  let mark: string | undefined;
  try {
    await readAnswer(apiPath('news', 'status'), signal, (message) => {
      if (message.type === 'document') mark = (message.document as DeliveryMark).mark;
    });
  } catch {
    return undefined;
  }
  return mark;
}
