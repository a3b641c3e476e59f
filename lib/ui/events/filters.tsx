import { useEffect, useRef, useState } from 'preact/hooks';
import {
  CONDITION_HELP,
  type FlagWord,
  isSwitch,
  QUESTION_FLAGS,
  type Question,
  type QuestionFlag,
} from '../../core/explorer/question';
import { withoutWord, withWord } from '../../core/explorer/question-moves';
import { hrefOf } from '../route/address';
import { wordOf } from '../route/pivots';
import { navigate } from '../route/route';

/** What flags mean that are no conditions. */
const OTHER_HELP: Partial<Readonly<Record<QuestionFlag, string>>> = {
  not: 'leave out what a condition finds, such as event=GetParameter',
  since: 'the first moment: a date, a time, or an age such as 7d; all for everything',
  until: 'the first moment that is too late',
  during: 'a day, a month or an hour: 2026-03-04',
  'oldest-first': 'the oldest events first',
  limit: 'the most events to list',
};

/** The words of a question as chips, each of which can be changed or removed, and a form that adds one. */
export function Filters({ question }: { question: Question }) {
  const [edited, setEdited] = useState<FlagWord>();
  const isEdited = (word: FlagWord) => edited?.flag === word.flag && edited.value === word.value;
  return (
    <section class="filters" aria-label="Filters">
      {question.length > 0 && (
        <ul class="chips">
          {question.map((word) => (
            <Chip
              key={`${word.flag} ${word.value}`}
              word={word}
              question={question}
              isEdited={isEdited(word)}
              onEdit={() => setEdited(word)}
            />
          ))}
        </ul>
      )}
      <FilterForm
        key={edited && `${edited.flag} ${edited.value}`}
        question={question}
        edited={edited}
        onDone={() => setEdited(undefined)}
      />
    </section>
  );
}

function Chip({
  word,
  question,
  isEdited,
  onEdit,
}: {
  word: FlagWord;
  question: Question;
  isEdited: boolean;
  onEdit: () => void;
}) {
  const text = word.value === undefined ? word.flag : `${word.flag} ${word.value}`;
  return (
    <li class={isEdited ? 'chip edited' : 'chip'}>
      <button type="button" onClick={onEdit} title={`Change ${text}`}>
        {word.flag}
        {word.value !== undefined && <b> {word.value}</b>}
      </button>
      <a href={hrefOf({ page: 'events', question: withoutWord(question, word) })} title={`Remove ${text}`}>
        <span aria-hidden="true">×</span>
        <span class="hidden">Remove {text}</span>
      </a>
    </li>
  );
}

interface FormProps {
  readonly question: Question;
  readonly edited: FlagWord | undefined;
  readonly onDone: () => void;
}

function FilterForm({ question, edited, onDone }: FormProps) {
  const [flag, setFlag] = useState<QuestionFlag>(edited?.flag ?? 'contains');
  const [value, setValue] = useState(edited?.value ?? '');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (edited) field.current?.focus();
  }, [edited]);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isSwitch(flag) && value.trim() === '') return;
    const others = edited ? withoutWord(question, edited) : question;
    navigate(hrefOf({ page: 'events', question: withWord(others, wordOf(flag, value.trim())) }));
    setValue('');
    onDone();
  };
  return (
    <form class="add" onSubmit={submit}>
      <label>
        <span class="hidden">Condition</span>
        <select
          value={flag}
          onChange={({ currentTarget }) => setFlag(currentTarget.value as QuestionFlag)}
          title={helpOf(flag)}
        >
          {QUESTION_FLAGS.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label class="wide">
        <span class="hidden">Value of {flag}</span>
        <input
          id="filter"
          ref={field}
          value={value}
          disabled={isSwitch(flag)}
          placeholder={helpOf(flag)}
          onInput={({ currentTarget }) => setValue(currentTarget.value)}
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      <button type="submit">{edited ? 'Change' : 'Add filter'}</button>
      {edited && (
        <button type="button" class="quiet" onClick={onDone}>
          Cancel
        </button>
      )}
    </form>
  );
}

function helpOf(flag: QuestionFlag): string {
  return CONDITION_HELP.get(flag) ?? OTHER_HELP[flag] ?? flag;
}
