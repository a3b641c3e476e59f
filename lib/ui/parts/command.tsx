import { CopyButton } from './copy';

/** The element whose text the key `y` copies. */
export const COMMAND_ID = 'command';

/** The command that asks the same as the page. */
export function Command({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p class="command">
      <code id={COMMAND_ID}>{text}</code>
      <CopyButton text={text} what="the command" />
    </p>
  );
}
