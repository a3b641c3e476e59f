import type { Question } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import type { Answer } from '../answer/use-answer';
import { CopyButton } from '../parts/copy';
import { EventLinks } from '../parts/event-links';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { EventFields } from './event-fields';
import { Provenance } from './provenance';
import { RecordTree } from './record-tree';
import { ResourceTable } from './resource-table';
import type { EventDocument, WholeEvent } from './shown-event';

interface ViewProps {
  readonly answer: Answer;
  /** The question of the list beside it, to which values narrow. */
  readonly question: Question;
  readonly onOpen?: (ref: string) => void;
}

/** An event whole: what `show` says. */
export function EventView({ answer, question, onOpen }: ViewProps) {
  const found = answer.document as EventDocument | undefined;
  if (!found) {
    return (
      <>
        <Progress answer={answer} />
        <EventLinks events={answer.rows} title="Several events have this ID" onOpen={onOpen} />
      </>
    );
  }
  const { event, receipt } = found;
  return (
    <div class="event">
      <p class="copies">
        <CopyButton text={JSON.stringify(event, undefined, 2)} what="the event as JSON" label="Copy JSON" />
        {answer.asked && <CopyButton text={answer.asked.command} what="the command" label="Copy command" />}
        <a href={hrefOf({ page: 'story', kind: 'event', value: event.ref, question: [] })}>Story</a>
        <Neighbours event={event} />
      </p>
      <EventFields event={event} question={question} />
      <ResourceTable event={event} question={question} />
      {event.nearbyDecryptions && (
        <EventLinks events={event.nearbyDecryptions} title="Decryptions near in time" onOpen={onOpen} />
      )}
      {event.record !== undefined && <RecordTree record={event.record} />}
      <Provenance event={event} {...(receipt && { receipt })} />
    </div>
  );
}

/** Before and after, in milliseconds. */
const NEAR_MS = 5 * 60_000;

function Neighbours({ event: { eventTime, actor } }: { event: WholeEvent }) {
  if (eventTime === undefined) return null;
  const at = (shift: number) => new Date(Date.parse(eventTime) + shift).toISOString().replace('.000Z', 'Z');
  const near = inWindow([], at(-NEAR_MS), at(NEAR_MS));
  return (
    <>
      <a href={hrefOf({ page: 'events', question: near })}>Five minutes around</a>
      {actor !== undefined && (
        <a href={hrefOf({ page: 'events', question: [{ flag: 'actor', value: actor }, ...near] })}>
          The same by this actor
        </a>
      )}
    </>
  );
}
