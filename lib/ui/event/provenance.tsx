import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useAnswer } from '../answer/use-answer';
import { CopyButton } from '../parts/copy';
import { Notes } from '../parts/notes';
import { Progress } from '../parts/progress';
import type { EventDocument } from './shown-event';

/** What of a receipt says where an event comes from. */
const OF_RECEIPT = ['state', 'deliveredAt', 'finishedAt', 'records', 'ssmRecords', 'contentSha256'] as const;

/** Where an event comes from: log file, place, hash, receipt, and on demand what the digests say. */
export function Provenance({ event, receipt }: EventDocument) {
  const { logFile, recordIndex, recordSha256, origin } = event;
  return (
    <section class="provenance">
      <h2>Where it comes from</h2>
      <table class="fields">
        <caption class="hidden">Provenance</caption>
        <tbody>
          <Line name="log file">{logFile}</Line>
          <Line name="record">{recordIndex === undefined ? undefined : `number ${recordIndex}, from 0`}</Line>
          <Line name="recordSha256">{recordSha256}</Line>
          <Line name="indexed by">{origin}</Line>
          {OF_RECEIPT.map((name) => (
            <Line key={name} name={`receipt: ${name}`}>
              {receipt?.[name] === undefined ? undefined : String(receipt[name])}
            </Line>
          ))}
        </tbody>
      </table>
      <Verdict eventRef={event.ref} />
    </section>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  if (children === undefined) return null;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
    </tr>
  );
}

interface VerdictDocument {
  readonly verdict: string;
  readonly findings: readonly unknown[];
  readonly command?: string;
}

function Verdict({ eventRef }: { eventRef: string }) {
  const [isAsked, setAsked] = useState(false);
  const answer = useAnswer('verdict', isAsked ? { page: 'event', ref: eventRef, question: [] } : undefined);
  const found = answer.document as VerdictDocument | undefined;
  if (!isAsked) {
    return (
      <button type="button" onClick={() => setAsked(true)}>
        Ask CloudTrail's digests
      </button>
    );
  }
  return (
    <>
      <Progress answer={answer} />
      {found && (
        <p>
          Verdict: <b>{found.verdict}</b>
          {found.findings.length > 0 && `: ${JSON.stringify(found.findings)}`}
        </p>
      )}
      <Notes answer={answer} />
      {found?.command && (
        <p class="command">
          <code>{found.command}</code>
          <CopyButton text={found.command} what="the command" />
        </p>
      )}
    </>
  );
}
