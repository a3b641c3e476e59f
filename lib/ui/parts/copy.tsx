import { announce } from './announce';

/** Copies a text and says so; where the browser does not allow it, says that. */
export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    announce(`${what} copied`);
  } catch {
    announce(`the browser does not allow copying: select the text instead`);
  }
}

/** A button that copies a text. */
export function CopyButton({ text, what, label = 'Copy' }: { text: string; what: string; label?: string }) {
  return (
    <button type="button" class="quiet" onClick={() => void copy(text, what)} title={`Copy ${what}`}>
      {label}
    </button>
  );
}
