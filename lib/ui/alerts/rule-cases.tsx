import { RecordTree } from '../event/record-tree';
import { AskedWhenOpen } from '../parts/asked-when-open';
import { plural } from '../parts/numbers';

/** A call of a test of a rule. */
interface RuleCase {
  readonly name: string;
  readonly by?: string;
  readonly record?: object;
}

/** The cases that prove a rule; of a correlation, how many alerts its calls raise. */
export interface RuleCases {
  readonly match?: readonly RuleCase[];
  readonly noMatch?: readonly RuleCase[];
  readonly cases?: readonly { readonly name: string; readonly alerts: number }[];
}

/** What a rule catches and what it leaves alone, by the calls that prove it. */
export function CasesOfRule({ cases: { match = [], noMatch = [], cases = [] } }: { cases: RuleCases }) {
  return (
    <>
      <Cases title="What it catches" cases={match} />
      <Cases title="What it leaves alone" cases={noMatch} />
      {cases.length > 0 && (
        <>
          <h2>What it raises</h2>
          <ul>
            {cases.map(({ name, alerts }) => (
              <li key={name}>
                {name}: <b>{alerts === 0 ? 'no alert' : plural(alerts, 'alert')}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Cases({ title, cases }: { title: string; cases: readonly RuleCase[] }) {
  if (cases.length === 0) return null;
  return (
    <>
      <h2>
        {title} ({cases.length})
      </h2>
      {cases.map(({ name, by, record }) => (
        <AskedWhenOpen key={name} title={by === undefined ? name : `${name} (${by})`}>
          {() => <RecordTree record={record ?? {}} />}
        </AskedWhenOpen>
      ))}
    </>
  );
}
