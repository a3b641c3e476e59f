import type { ComponentChildren } from 'preact';
import { useAnswer } from '../answer/use-answer';
import { Level } from '../parts/level';
import { Prose } from '../parts/prose';
import { CasesOfRule, type RuleCases } from './rule-cases';

/** A rule, as `alerts list --output json` prints it with what it says of itself. */
interface RuleSaid {
  readonly id: string;
  readonly title: string;
  readonly level: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly falsepositives?: readonly string[];
  readonly references?: readonly string[];
  readonly nextSteps?: readonly string[];
  readonly cases?: RuleCases;
}

/** What a rule says of itself: what it finds, when it errs, what to do next. */
export function RuleText({ id, children }: { id: string; children: ComponentChildren }) {
  const answer = useAnswer('rules', { page: 'alerts', rule: id, question: [] });
  const [rule] = (answer.document ?? []) as readonly RuleSaid[];
  // That there is no such rule, the page says above.
  if (!rule) return null;
  return (
    <section class="rule">
      <p>
        <Level level={rule.level} /> {rule.level}: {rule.title}
      </p>
      {rule.description !== undefined && (
        <p>
          <Prose text={rule.description} />
        </p>
      )}
      <Points title="What to do next" points={rule.nextSteps} />
      <Points title="When it errs" points={rule.falsepositives} />
      <Points title="References" points={rule.references} />
      <Points title="Tags" points={rule.tags} />
      {children}
      {rule.cases && <CasesOfRule cases={rule.cases} />}
    </section>
  );
}

function Points({ title, points = [] }: { title: string; points?: readonly string[] | undefined }) {
  if (points.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>
            <Prose text={point} />
          </li>
        ))}
      </ul>
    </>
  );
}
