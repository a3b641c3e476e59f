import type { Question } from '../../core/explorer/question';
import { PivotMenu } from '../parts/menu';
import { ValueLink } from '../parts/value-link';
import { hrefOf } from '../route/address';
import type { Pivot } from '../route/pivot';
import { entityOf } from '../route/pivots';
import type { WholeEvent } from './shown-event';

/** What the call touched, and how. Each thing leads to all who touched it. */
export function ResourceTable({ event: { resources = [] }, question }: { event: WholeEvent; question: Question }) {
  if (resources.length === 0) return null;
  return (
    <table class="resources">
      <caption>Touched</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Thing</th>
          <th scope="col">How</th>
          <th scope="col">
            <span class="hidden">More</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {resources.map(({ id, kind, relation }) => (
          <Row
            key={`${kind} ${id} ${relation}`}
            pivot={{ flag: 'resource', value: id, kind }}
            relation={relation}
            question={question}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({ pivot, relation, question }: { pivot: Pivot; relation: string | undefined; question: Question }) {
  const entity = entityOf(pivot);
  return (
    <tr>
      <td>{pivot.kind}</td>
      <td>{entity ? <a href={hrefOf(entity)}>{pivot.value}</a> : <ValueLink pivot={pivot} question={question} />}</td>
      <td>{relation}</td>
      <td class="moves">
        <PivotMenu pivots={[pivot]} question={question} label={`More about ${pivot.value}`} />
      </td>
    </tr>
  );
}
