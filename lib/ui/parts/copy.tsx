import { announce } from './announce';

/** A text, or what makes it once somebody wants it. */
type Text = string | (() => string);

/** Copies a text and says so; where the browser does not allow it, says that. */
export async function copy(text: Text, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
    announce(`${what} copied`);
  } catch {
    announce(`the browser does not allow copying: select the text instead`);
  }
}

/** A button that copies a text. */
export function CopyButton({ text, what, label = 'Copy' }: { text: Text; what: string; label?: string }) {
  return (
    <button type="button" class="quiet" onClick={() => void copy(text, what)} title={`Copy ${what}`}>
      {label}
    </button>
  );
}
