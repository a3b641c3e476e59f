import { useMemo, useState } from 'preact/hooks';
import { plural } from '../parts/numbers';
import { leavesOf, type RecordLeaf } from './record-leaves';

/** The record as CloudTrail wrote it, a line for each of its values, with a search over paths and values. */
export function RecordTree({ record }: { record: unknown }) {
  const [sought, setSought] = useState('');
  const { leaves, isCut } = useMemo(() => leavesOf(record), [record]);
  const shown = leaves.filter((leaf) => isFound(leaf, sought.trim().toLowerCase()));
  return (
    <section class="record">
      <h2>Record</h2>
      <label>
        Search the record{' '}
        <input
          type="search"
          value={sought}
          onInput={({ currentTarget }) => setSought(currentTarget.value)}
          autocomplete="off"
        />
      </label>{' '}
      <span class="muted">
        {shown.length === leaves.length
          ? plural(leaves.length, 'value')
          : `${shown.length} of ${plural(leaves.length, 'value')}`}
        {isCut && ': there are more, which Copy JSON has'}
      </span>
      <table>
        <caption class="hidden">Values of the record by their paths</caption>
        <tbody>
          {shown.map(({ path, text, isMasked }) => (
            <tr key={path}>
              <th scope="row">{path}</th>
              <td class={isMasked ? 'masked' : undefined}>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function isFound({ path, text }: RecordLeaf, sought: string): boolean {
  return sought === '' || path.toLowerCase().includes(sought) || text.toLowerCase().includes(sought);
}
