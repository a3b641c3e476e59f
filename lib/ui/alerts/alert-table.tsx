import { plural, shownTime } from '../parts/numbers';
import { hrefOf } from '../route/address';
import type { RaisedAlert } from '../route/raised-alert';
import { shownRef } from '../route/shown-ref';
import type { AlertGroup } from './alert-groups';

/** References that an alert shows; of more, the number tells. */
const SHOWN = 5;

/** The alerts of one rule, with the events that they are about. */
export function AlertTable({ group: { alerts } }: { group: AlertGroup }) {
  return (
    <table class="rows">
      <caption>{plural(alerts.length, 'alert')} in this window</caption>
      <thead>
        <tr>
          <th scope="col">Time (UTC)</th>
          <th scope="col">Who</th>
          <th scope="col">Events</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert) => (
          <Row key={`${alert.eventTime} ${alert.refs[0]}`} alert={alert} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ alert: { eventTime, userIdentityArn, refs, count } }: { alert: RaisedAlert }) {
  return (
    <tr>
      <td class="time">{shownTime(eventTime)}</td>
      <td class="who">
        {userIdentityArn && (
          <a href={hrefOf({ page: 'entity', kind: 'principal', value: userIdentityArn, question: [] })}>
            {userIdentityArn}
          </a>
        )}
      </td>
      <td class="what">
        {refs.slice(0, SHOWN).map((ref) => (
          <a key={ref} data-row={ref} class="line" href={hrefOf({ page: 'event', ref, question: [] })}>
            {shownRef(ref)}
          </a>
        ))}
        {refs[0] !== undefined && (
          <a class="line" href={hrefOf({ page: 'story', kind: 'event', value: refs[0], question: [] })}>
            Story
          </a>
        )}
        {count > SHOWN && <span class="muted">{plural(count, 'event')} in all</span>}
      </td>
    </tr>
  );
}
