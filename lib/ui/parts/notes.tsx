import type { NoteMessage, NotePart } from '../../core/explorer/messages';
import type { Answer } from '../answer/use-answer';
import { BASE } from '../route/address';

const TITLES = {
  question: 'The question makes no sense',
  absent: 'There is no such thing',
  credentials: 'AWS wants credentials',
  permission: 'A permission is missing',
  store: 'The store cannot be read',
  endpoint: 'AWS does not answer',
  other: 'The answer ended early',
  gone: 'The explorer does not answer',
  refused: 'The explorer does not let this page in',
} as const;

/** Notes that stand open; of more, a disclosure has all. */
const OPEN = 3;

/** What an answer may lack, and why it ended early: rows that came before stay. */
export function Notes({ answer }: { answer: Answer }) {
  const { problem, notes } = answer;
  const lacks = notes.filter(({ kind }) => kind === 'incomplete');
  return (
    <>
      {problem && (
        <div class="banner problem" role="alert">
          <p>
            <b>{TITLES[problem.problem]}</b>
            <br />
            {problem.text}
          </p>
          {problem.mayRetry && (
            <button type="button" onClick={answer.again}>
              Ask again
            </button>
          )}
        </div>
      )}
      <NoteList notes={notes.filter(({ kind }) => kind === 'hint')} kind="hint" title="Hints" />
      <NoteList notes={lacks} kind="incomplete" title="What is missing" />
      <NoteList notes={notes.filter(({ kind }) => kind === 'note')} kind="note" title="What this answer leaves out" />
    </>
  );
}

/** Words that name a next question lead to it. */
function linked({ text, address }: NotePart) {
  return address === undefined ? text : <a href={`${BASE}${address}`}>{text}</a>;
}

function NoteList({ notes, kind, title }: { notes: readonly NoteMessage[]; kind: NoteMessage['kind']; title: string }) {
  if (notes.length === 0) return null;
  const list = (
    <ul>
      {notes.map(({ text, parts = [{ text }], address }, at) => (
        <li key={`${at} ${text}`}>
          {parts.map(linked)} {address !== undefined && <a href={`${BASE}${address}`}>Show</a>}
        </li>
      ))}
    </ul>
  );
  if (kind === 'hint' || (kind === 'incomplete' && notes.length <= OPEN))
    return <div class={`banner ${kind}`}>{list}</div>;
  return (
    <details class={`banner ${kind}`}>
      <summary>
        {title} ({notes.length})
      </summary>
      {list}
    </details>
  );
}
