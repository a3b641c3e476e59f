import { type PageAddress, readPage } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { useAnswer } from '../answer/use-answer';
import { Command } from '../parts/command';
import { Heading } from '../parts/heading';
import { Level } from '../parts/level';
import { Notes } from '../parts/notes';
import { plural, shownTime } from '../parts/numbers';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import type { RaisedAlert } from '../route/raised-alert';
import { useWholeAddress } from '../route/route';
import { type AlertGroup, groupedAlerts } from './alert-groups';
import { AlertTable } from './alert-table';
import { RuleText } from './rule-text';

/** What the rules raise in the window, grouped by rule; or one rule with what it raises. */
export function AlertsPage({ page }: { page: PageAddress & { readonly page: 'alerts' } }) {
  const answer = useAnswer('alerts', page);
  const address = answer.asked?.address;
  useWholeAddress(address);
  const question =
    address === undefined ? page.question : (readPage('alerts', searchOf(address))?.question ?? page.question);
  const groups = groupedAlerts((answer.document ?? []) as readonly RaisedAlert[]);
  const shown = page.rule === undefined ? groups : groups.filter(({ rule }) => rule === page.rule);
  const isNothing = answer.document !== undefined && shown.length === 0;
  return (
    <div class="alerts">
      <Heading title={page.rule === undefined ? 'Alerts' : `Rule: ${shown[0]?.title ?? page.rule}`} />
      <Command text={answer.asked?.command} />
      <Progress answer={answer} shown={plural(answer.document === undefined ? 0 : groups.length, 'rule')} />
      <Notes answer={answer} />
      {page.rule === undefined ? (
        <>
          {isNothing && <p class="empty">No rule raises anything in this window.</p>}
          <Groups groups={groups} question={question} />
        </>
      ) : (
        <RuleText id={page.rule}>
          {isNothing && <p class="empty">It raises nothing in this window.</p>}
          {shown.map((group) => (
            <AlertTable key={group.rule} group={group} />
          ))}
        </RuleText>
      )}
    </div>
  );
}

function Groups({ groups, question }: { groups: readonly AlertGroup[]; question: Question }) {
  if (groups.length === 0) return null;
  return (
    <table class="rows">
      <caption>{plural(groups.length, 'rule')} raised something in this window</caption>
      <thead>
        <tr>
          <th scope="col">Level</th>
          <th scope="col">Rule</th>
          <th scope="col">Alerts</th>
          <th scope="col">Events</th>
          <th scope="col">First (UTC)</th>
          <th scope="col">Last (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ rule, title, level, alerts, count, first, last }) => (
          <tr key={rule}>
            <td>
              <Level level={level} /> {level}
            </td>
            <th scope="row">
              <a data-row={rule} href={hrefOf({ page: 'alerts', rule, question })}>
                {title}
              </a>
            </th>
            <td class="number">
              {alerts.length}
              <span class="narrow"> {alerts.length === 1 ? 'alert' : 'alerts'},</span>
            </td>
            <td class="number">
              {count}
              <span class="narrow"> {count === 1 ? 'event' : 'events'}</span>
            </td>
            <td class="time">
              <span class="narrow">first </span>
              {shownTime(first)}
            </td>
            <td class="time">
              <span class="narrow">last </span>
              {shownTime(last)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function searchOf(address: string): string {
  const at = address.indexOf('?');
  return at < 0 ? '' : address.slice(at);
}
