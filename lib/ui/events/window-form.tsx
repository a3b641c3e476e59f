import { type Question, valuesOf } from '../../core/explorer/question';
import { inWindow } from '../../core/explorer/question-moves';
import { hrefOf } from '../route/address';
import { navigate } from '../route/route';

interface FormProps {
  readonly question: Question;
  /** Where the bars begin and end. */
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Two fields for the window, as another way than the bars. They take what `--since` and `--until` take; times are UTC. */
export function WindowForm({ question, since, until }: FormProps) {
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const [from, to] = [textOf(form.get('since')), textOf(form.get('until'))];
    navigate(hrefOf({ page: 'events', question: inWindow(question, from, to) }));
  };
  const [asked] = valuesOf(question, 'since');
  return (
    <form class="window" onSubmit={submit} key={`${asked} ${since} ${until}`}>
      <label>
        From{' '}
        <input name="since" defaultValue={asked ?? since ?? ''} placeholder="7d, 2026-03-04, all" autocomplete="off" />
      </label>
      <label>
        to{' '}
        <input name="until" defaultValue={valuesOf(question, 'until')[0] ?? ''} placeholder="now" autocomplete="off" />
      </label>
      <button type="submit">Set time (UTC)</button>
    </form>
  );
}

/** Undefined for an empty field: that end is open. */
function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
