import { useMemo } from 'preact/hooks';
import type { PageAddress } from '../../core/explorer/page-address';
import { inWindow } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { Level } from '../parts/level';
import { hrefOf } from '../route/address';
import type { RaisedAlert } from '../route/raised-alert';
import { rankOf } from '../route/strongest-level';
import type { WholeEvent } from './shown-event';

/** How long a second is, which is as exactly as events say their time, in milliseconds. */
const SECOND_MS = 1_000;

/** The rules that catch an event by itself, the strongest first. What only many events make is told by their story. */
export function CatchingRules({ event }: { event: WholeEvent }) {
  const page = useMemo(() => ofThatSecond(event), [event]);
  const { document, phase } = useAnswer('alerts', page);
  const alerts = ((document ?? []) as readonly RaisedAlert[]).filter(({ refs }) => refs.includes(event.ref));
  const rules = [...new Map(alerts.map((alert) => [alert.rule, alert])).values()];
  if (rules.length === 0) return phase === 'ended' ? <p class="muted">No rule catches this event by itself.</p> : null;
  rules.sort((one, other) => rankOf(other.level) - rankOf(one.level));
  return (
    <section class="catching">
      <h2>Rules that catch it</h2>
      <ul class="plain">
        {rules.map(({ rule, title, level }) => (
          <li key={rule}>
            <Level level={level} />{' '}
            <a href={hrefOf({ page: 'alerts', rule, question: page?.question ?? [] })}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ofThatSecond({ eventTime, recipientAccountId, awsRegion }: WholeEvent): PageAddress | undefined {
  // An event in quarantine may have a time that is none.
  if (eventTime === undefined || Number.isNaN(Date.parse(eventTime))) return undefined;
  const next = new Date(Date.parse(eventTime) + SECOND_MS).toISOString().replace('.000Z', 'Z');
  const places = [
    ...(recipientAccountId === undefined ? [] : [{ flag: 'account', value: recipientAccountId } as const]),
    ...(awsRegion === undefined ? [] : [{ flag: 'region', value: awsRegion } as const]),
  ];
  return { page: 'alerts', question: inWindow(places, eventTime, next) };
}
