import type { Touched, TouchedThing } from '../../core/story/story';
import { shownTime } from '../parts/numbers';
import { hrefOf } from '../route/address';
import { entityOf } from '../route/pivots';
import { TOUCHED_TITLES, type TouchedKind, touchedText } from './story-document';

/** What was decrypted, reached and changed, and apart from it what was only tried. */
export function TouchedLists({ touched }: { touched: Touched }) {
  const kinds = Object.keys(TOUCHED_TITLES) as readonly TouchedKind[];
  return (
    <div class="touched">
      {kinds.map((kind) => (
        <Things key={kind} title={TOUCHED_TITLES[kind]} things={touched[kind]} />
      ))}
      <Things title="Read with decryption, which no record shows" things={touched.readWithDecryption} />
      {kinds.map((kind) => (
        <Things
          key={`tried ${kind}`}
          title={`Only tried: ${TOUCHED_TITLES[kind].toLowerCase()}`}
          things={touched.attempts[kind]}
        />
      ))}
    </div>
  );
}

function Things({ title, things }: { title: string; things: readonly TouchedThing[] }) {
  if (things.length === 0) return null;
  return (
    <section>
      <h2>
        {title} ({things.length})
      </h2>
      <ul class="plain">
        {things.map((thing) => (
          <li key={`${thing.kind} ${thing.id}`}>
            <Thing thing={thing} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Thing({ thing }: { thing: TouchedThing }) {
  const entity = entityOf({ flag: 'resource', value: thing.id, kind: thing.kind });
  return (
    <>
      <span class="kind">{thing.kind}</span> {entity ? <a href={hrefOf(entity)}>{thing.id}</a> : thing.id}{' '}
      <a class="muted" href={hrefOf({ page: 'event', ref: thing.ref, question: [] })}>
        {touchedText(thing)}, {shownTime(thing.first)}
      </a>
    </>
  );
}
