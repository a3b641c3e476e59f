import type { ConditionWord, Question } from '../../core/explorer/question';
import { LookedUpName } from '../parts/looked-up-name';
import { grouped, shownTime } from '../parts/numbers';
import { hrefOf } from '../route/address';
import { entityOf, narrowedHref } from '../route/pivots';
import { type CountedValue, detailsOf } from './entity-document';

/** Values that a table shows until somebody asks for all. */
const FEW = 15;

interface TableProps {
  readonly values: readonly CountedValue[];
  readonly value: string;
  readonly flag: ConditionWord | undefined;
  readonly title: string;
  readonly question: Question;
}

/** The values of one list of a profile. Callers and things lead to their own pages, counts to the events. */
export function ValueTable({ values, value, flag, title, question }: TableProps) {
  if (values.length === 0) return null;
  const rows = (those: readonly CountedValue[]) =>
    those.map((each) => (
      <Row key={`${each.kind} ${each[value]}`} counted={each} value={value} flag={flag} question={question} />
    ));
  return (
    <section>
      <table class="values">
        <caption>
          {title} ({values.length})
        </caption>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col">Events</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>{rows(values.slice(0, FEW))}</tbody>
      </table>
      {values.length > FEW && (
        <details>
          <summary>{values.length - FEW} more</summary>
          <table class="values">
            <caption class="hidden">{title}, the rest</caption>
            <tbody>{rows(values.slice(FEW))}</tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function Row({ counted, value, flag, question }: Omit<TableProps, 'values' | 'title'> & { counted: CountedValue }) {
  const text = String(counted[value] ?? 'not recorded');
  const pivot = flag && counted[value] !== undefined ? { flag, value: text, kind: counted.kind } : undefined;
  const entity = pivot && entityOf(pivot, question);
  return (
    <tr>
      <th scope="row">
        {counted.kind && <span class="kind">{counted.kind} </span>}
        {entity ? <a href={hrefOf(entity)}>{text}</a> : text}
        <LookedUpName flag={flag} value={text} actorSource={counted['actorSource']} />{' '}
        <span class="muted">{detailsOf(counted, value)}</span>
      </th>
      <td class="number">
        {pivot ? <a href={narrowedHref(question, pivot)}>{grouped(counted.count)}</a> : grouped(counted.count)}
        <span class="narrow"> {counted.count === 1 ? 'event' : 'events'}, last</span>
      </td>
      <td class="time">{shownTime(counted.last)}</td>
    </tr>
  );
}
