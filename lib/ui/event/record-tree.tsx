import { useMemo, useState } from 'preact/hooks';
import { plural } from '../parts/numbers';
import { nodesOf, nodesWith, type RecordNode, valuesIn } from './record-nodes';

/** Up to how many values a tree stands open to its ends; of a larger one, what lies this deep is closed. */
const OPEN_VALUES = 300;
const OPEN_DEPTH = 2;

/** The record as CloudTrail wrote it, as a tree, with a search over paths and values. What is masked is marked. */
export function RecordTree({ record }: { record: unknown }) {
  const [sought, setSought] = useState('');
  const { nodes, values, masked, isCut } = useMemo(() => nodesOf(record), [record]);
  const shown = useMemo(() => nodesWith(nodes, sought), [nodes, sought]);
  const isSought = sought.trim() !== '';
  const depth = isSought || values <= OPEN_VALUES ? Number.POSITIVE_INFINITY : OPEN_DEPTH;
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
      <span class="muted" role="status">
        {isSought ? `${valuesIn(shown)} of ${plural(values, 'value')}` : plural(values, 'value')}
        {masked > 0 && `, ${masked} masked`}
        {isCut && ': there are more, which Copy JSON has'}
      </span>
      <Nodes nodes={shown} openDepth={depth} />
    </section>
  );
}

function Nodes({ nodes, openDepth }: { nodes: readonly RecordNode[]; openDepth: number }) {
  return (
    <ul class="tree">
      {nodes.map((node) => (
        <li key={node.path} title={node.path}>
          {node.text === undefined ? <Inner node={node} openDepth={openDepth} /> : <Value node={node} />}
        </li>
      ))}
    </ul>
  );
}

function Inner({ node: { key, nodes }, openDepth }: { node: RecordNode; openDepth: number }) {
  return (
    <details open={openDepth > 0}>
      <summary>
        <span class="key">{key}</span> <span class="muted">{nodes.length}</span>
      </summary>
      <Nodes nodes={nodes} openDepth={openDepth - 1} />
    </details>
  );
}

function Value({ node: { key, text, isMasked } }: { node: RecordNode }) {
  return (
    <>
      <span class="key">{key}</span>{' '}
      <span class={isMasked ? 'masked' : undefined}>
        {text}
        {isMasked && <b> masked</b>}
      </span>
    </>
  );
}
