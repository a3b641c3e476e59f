import { useEffect, useRef } from 'preact/hooks';
import type { PageAddress } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import { useAnswer } from '../answer/use-answer';
import { EventView } from '../event/event-view';
import { Notes } from '../parts/notes';
import { hrefOf } from '../route/address';
import { shownRef } from '../route/shown-ref';

interface PanelProps {
  /** What was opened one from the other; the last is shown. */
  readonly refs: readonly string[];
  readonly question: Question;
  readonly onChange: (refs: readonly string[]) => void;
}

/** An event beside the list, so that the place in the list is never lost. Escape goes back. */
export function Panel({ refs, question, onChange }: PanelProps) {
  const ref = refs.at(-1);
  useEscape(ref, () => {
    onChange([]);
    focusRow(refs[0]);
  });
  if (ref === undefined) return null;
  return (
    <aside class="panel" aria-label="The event">
      <div class="bar">
        <Breadcrumbs refs={refs} onChange={onChange} />
        <a href={hrefOf({ page: 'event', ref, question: [] })}>Open as a page</a>
        <button type="button" onClick={() => onChange([])} title="Close (Esc)">
          Close
        </button>
      </div>
      <PanelEvent key={ref} ref_={ref} question={question} onOpen={(next) => onChange([...refs, next])} />
    </aside>
  );
}

function Breadcrumbs({ refs, onChange }: Omit<PanelProps, 'question'>) {
  if (refs.length < 2) return null;
  return (
    <nav aria-label="Opened before">
      {refs.slice(0, -1).map((each, at) => (
        <button type="button" class="quiet" key={`${at} ${each}`} onClick={() => onChange(refs.slice(0, at + 1))}>
          {shownRef(each)} ›
        </button>
      ))}
    </nav>
  );
}

function PanelEvent({
  ref_: ref,
  question,
  onOpen,
}: {
  ref_: string;
  question: Question;
  onOpen: (ref: string) => void;
}) {
  const page: PageAddress = { page: 'event', ref, question: [] };
  const answer = useAnswer('event', page);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <>
      <h2 tabIndex={-1} ref={title}>
        {shownRef(ref)}
      </h2>
      <Notes answer={answer} />
      <EventView answer={answer} question={question} onOpen={onOpen} />
    </>
  );
}

function useEscape(ref: string | undefined, close: () => void): void {
  useEffect(() => {
    if (ref === undefined) return;
    const listen = ({ key, defaultPrevented }: KeyboardEvent) => {
      if (key === 'Escape' && !defaultPrevented && !document.querySelector('dialog[open]')) close();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

function focusRow(ref: string | undefined): void {
  for (const link of document.querySelectorAll<HTMLElement>('[data-row]'))
    if (link.dataset['row'] === ref) link.focus();
}
