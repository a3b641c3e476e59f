import { Component } from 'preact';
import type { ListedEvent } from '../../core/explorer/messages';
import type { Question } from '../../core/explorer/question';
import { Level } from '../parts/level';
import { PivotMenu } from '../parts/menu';
import { OutcomeWord } from '../parts/outcome';
import { ValueLink } from '../parts/value-link';
import { hrefOf } from '../route/address';
import { callerOf, mainResources, pivotsOf } from '../route/event-pivots';
import { narrowedHref } from '../route/pivots';

/** From which width on there is room for a panel beside the list. */
const ROOM = '(min-width: 64rem)';

const TIME = { begin: 'YYYY-MM-DDT'.length, end: 'YYYY-MM-DDTHH:MM:SS'.length };

interface RowProps {
  readonly event: ListedEvent;
  /** Its row of the table, from 1; absent for a decryption, which belongs to the row above. */
  readonly index?: number;
  /** Whether it lies under the read above it. */
  readonly isUnder?: boolean;
  readonly question: Question;
  readonly level: string | undefined;
  readonly onOpen: (ref: string) => void;
}

/** An event as one line. It is drawn again only if it or the question changes: there are thousands. */
export class EventRow extends Component<RowProps> {
  override shouldComponentUpdate({ event, question, level, index }: RowProps): boolean {
    const { props } = this;
    return event !== props.event || question !== props.question || level !== props.level || index !== props.index;
  }

  override render({ event, index, isUnder, question, level, onOpen }: RowProps) {
    const caller = callerOf(event);
    return (
      <tr class={event.outcome} aria-rowindex={index}>
        <td class="time">
          <OpenLink event={event} onOpen={onOpen} /> {level && <Level level={level} />}
        </td>
        <td class="how">
          <a href={narrowedHref(question, { flag: 'outcome', value: event.outcome ?? '' })}>
            <OutcomeWord outcome={event.outcome} error={event.errorCode} />
          </a>
        </td>
        <td class={isUnder ? 'name under' : 'name'}>
          {event.readOnly === false && <span title="can have changed something">*</span>}
          <ValueLink pivot={{ flag: 'event', value: event.eventName ?? '' }} question={question} />
        </td>
        <td class="who">{caller && <ValueLink pivot={caller} question={question} />}</td>
        <td class="what">
          <Resources event={event} question={question} />
        </td>
        <td class="where">
          {event.recipientAccountId && (
            <ValueLink pivot={{ flag: 'account', value: event.recipientAccountId }} question={question} />
          )}{' '}
          {event.awsRegion && <ValueLink pivot={{ flag: 'region', value: event.awsRegion }} question={question} />}
        </td>
        <td class="from">
          {event.sourceIPAddress && (
            <ValueLink pivot={{ flag: 'source-ip', value: event.sourceIPAddress }} question={question} />
          )}
        </td>
        <td class="moves">
          <PivotMenu
            pivots={pivotsOf(event)}
            question={question}
            label={`More about ${event.eventName} at ${event.eventTime}`}
          />
        </td>
      </tr>
    );
  }
}

/** The time of an event leads to it: into the panel where there is room for one, else to its page. */
function OpenLink({ event: { ref, eventTime, eventName }, onOpen }: Pick<RowProps, 'event' | 'onOpen'>) {
  const open = (click: MouseEvent) => {
    const isPlain = click.button === 0 && !click.metaKey && !click.ctrlKey && !click.shiftKey && !click.altKey;
    if (!isPlain || !window.matchMedia(ROOM).matches) return;
    click.preventDefault();
    onOpen(ref);
  };
  return (
    <a data-row={ref} href={hrefOf({ page: 'event', ref, question: [] })} onClick={open}>
      {eventTime?.slice(TIME.begin, TIME.end) ?? 'no time'}
      <span class="hidden"> open {eventName}</span>
    </a>
  );
}

function Resources({ event, question }: Pick<RowProps, 'event' | 'question'>) {
  const [first, ...others] = mainResources(event);
  if (!first) return null;
  return (
    <>
      <span class="kind">{first.kind}</span> <ValueLink pivot={first} question={question} />
      {others.length > 0 && <span class="muted"> +{others.length}</span>}
    </>
  );
}
