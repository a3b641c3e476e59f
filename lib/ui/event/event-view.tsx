import { stringifyKeepingDigits } from '../../core/explorer/exact-numbers';
import type { Question } from '../../core/explorer/question';
import type { Answer } from '../answer/use-answer';
import { CopyButton } from '../parts/copy';
import { EventLinks } from '../parts/event-links';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { CatchingRules } from './catching-rules';
import { EventFields } from './event-fields';
import { NearEvents } from './near-events';
import { OtherCallers } from './other-callers';
import { Provenance } from './provenance';
import { RecordTree } from './record-tree';
import { ResourceTable } from './resource-table';
import type { EventDocument } from './shown-event';

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
  const { event, receipt, text } = found;
  return (
    <div class="event">
      <p class="copies">
        {text !== undefined && <CopyButton text={text} what="the event as text" label="Copy text" />}
        <CopyButton text={() => stringifyKeepingDigits(event)} what="the event as JSON" label="Copy JSON" />
        {answer.asked && <CopyButton text={answer.asked.command} what="the command" label="Copy command" />}
        <a href={hrefOf({ page: 'story', kind: 'event', value: event.ref, question: [] })}>Story</a>
      </p>
      <CatchingRules event={event} />
      <EventFields event={event} question={question} />
      <ResourceTable event={event} question={question} />
      <OtherCallers event={event} />
      <NearEvents event={event} onOpen={onOpen} />
      {event.nearbyDecryptions && (
        <EventLinks events={event.nearbyDecryptions} title="Decryptions near in time" onOpen={onOpen} />
      )}
      {event.record !== undefined && <RecordTree record={event.record} />}
      <Provenance event={event} {...(receipt && { receipt })} />
    </div>
  );
}
