import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { areKeysOn, KEYS, turnKeys } from './keys';

/** What keys there are, and the switch that turns them off. */
export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const [isOn, setOn] = useState(areKeysOn);
  const turn = () => {
    turnKeys(!isOn);
    setOn(!isOn);
  };
  return (
    <dialog ref={dialog} aria-labelledby="help-title">
      <h2 id="help-title">Keys</h2>
      <dl class="keys">
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={isOn} onChange={turn} /> Single keys work where no field has the focus
      </label>
      <p>All times are UTC. Whatever is drawn is a link: it narrows the question, which stands in the address.</p>
      <button type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
