import { useState } from 'preact/hooks';
import { COUNTED_ROWS } from '../../core/explorer/api-paths';
import type { WholeCount } from '../../core/explorer/estimated-rest';
import type { Facet, FacetName, FacetValue } from '../../core/explorer/facets';
import { writePage } from '../../core/explorer/page-address';
import type { Question } from '../../core/explorer/question';
import type { Answer } from '../answer/use-answer';
import { LookedUpName } from '../parts/looked-up-name';
import { PivotMenu } from '../parts/menu';
import { grouped } from '../parts/numbers';
import { narrowedHref } from '../route/pivots';

const TITLES: Readonly<Record<FacetName, string>> = {
  who: 'Who',
  role: 'Role',
  event: 'Event',
  resource: 'Resource',
  address: 'Address',
  account: 'Account',
  region: 'Region',
  outcome: 'Outcome',
  error: 'Error',
};

/** Values that a facet shows until somebody asks for all. */
const FEW = 6;
const BAR_WIDTH = 100;

/** What the events have in common, with absolute counts. Each value narrows the question. */
export function Facets({ answer, question }: { answer: Answer; question: Question }) {
  const { counts } = answer;
  if (!counts || counts.read === 0) return <div class="facets" />;
  return (
    <aside class="facets" aria-label="What the events have in common">
      <p class="muted">
        Counts are of {counts.isWhole ? 'all' : 'the first'} {grouped(counts.read)} events
        {counts.read === COUNTED_ROWS && !counts.isWhole && ': counting stops there'}.{' '}
        {!counts.isWhole && answer.phase !== 'loading' && (
          <button type="button" onClick={() => answer.goOn('count', writePage({ page: 'events', question }))}>
            Count all{answer.whole && ` (${wholeText(answer.whole)})`}
          </button>
        )}
      </p>
      {counts.facets
        .filter(({ values }) => values.length > 0)
        .map((facet) => (
          <FacetOf key={facet.name} facet={facet} read={counts.read} question={question} />
        ))}
    </aside>
  );
}

/** A local store has no units: there, events say how long it takes. */
function wholeText({ events, readUnits }: WholeCount): string {
  return readUnits === undefined ? `about ${grouped(events)} events` : `about ${grouped(readUnits)} read units`;
}

function FacetOf({
  facet: { name, values, more },
  read,
  question,
}: {
  facet: Facet;
  read: number;
  question: Question;
}) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? values : values.slice(0, FEW);
  return (
    <section>
      <h2>{TITLES[name]}</h2>
      <ul>
        {shown.map((value) => (
          <Value key={`${value.flag} ${value.kind} ${value.value}`} value={value} read={read} question={question} />
        ))}
      </ul>
      {values.length > FEW && (
        <button type="button" class="quiet" onClick={() => setAll(!isAll)} aria-expanded={isAll}>
          {isAll ? 'Fewer' : `All ${values.length}${more > 0 ? ` of ${grouped(values.length + more)}` : ''}`}
        </button>
      )}
    </section>
  );
}

function Value({
  value,
  read,
  question,
}: {
  value: FacetValue & { readonly count: number };
  read: number;
  question: Question;
}) {
  return (
    <li>
      <a
        class="facet"
        href={narrowedHref(question, value)}
        title={value.kind ? `${value.kind} ${value.value}` : value.value}
      >
        <span class="text">
          {shownValue(value.value)}
          <LookedUpName {...value} />
        </span>
        <span class="number">{grouped(value.count)}</span>
        <svg class="share" viewBox={`0 0 ${BAR_WIDTH} 2`} preserveAspectRatio="none" aria-hidden="true">
          <rect width={Math.max(1, (value.count / Math.max(1, read)) * BAR_WIDTH)} height="2" />
        </svg>
      </a>
      <PivotMenu pivots={[value]} question={question} label={`More about ${value.value}`} />
    </li>
  );
}

/** An ARN by its name, which differs, and the account behind it. The tooltip has the whole. */
function shownValue(value: string): string {
  const [, account, name] = /^arn:[^:]*:[^:]*:[^:]*:(\d*):(?:.*\/)?([^/]+)$/.exec(value) ?? [];
  return name === undefined ? value : `${name} ${account}`;
}
