/** The level of a rule as a letter, which the words beside it explain, as in the tables of the command line. */
export function Level({ level }: { level: string }) {
  return (
    <span class={`level ${level}`} title={`a rule catches this: ${level}`}>
      <span aria-hidden="true">{level.slice(0, 1).toUpperCase()}</span>
      <span class="hidden">{level}</span>
    </span>
  );
}
