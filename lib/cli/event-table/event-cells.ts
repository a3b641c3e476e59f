import { eventNames } from '../../core/names/event-names';
import { namedText } from '../../core/names/named-text';
import type { Names } from '../../core/names/names';
import type { StoredEvent } from '../../core/rows/stored-event';
import { who } from '../../core/rows/who';
import { safeText } from '../../core/text/safe-text';
import type { Clock } from '../render/clock';
import { outcomeText } from './outcome-text';
import type { ResourcesTexts } from './resources-text';

/** What a row says before the name of its call: that the call could change something, or tampered with this system. */
export type Mark = ' ' | '*' | '!';

/** An event in words, safe for a terminal, as the cells of a row take them. */
export interface EventCells {
  /** The day of the clock, and its offset where it has one. Undefined if the time of the event is unknown. */
  readonly day: string | undefined;
  readonly offset: string | undefined;
  readonly time: string;
  readonly mark: Mark;
  readonly event: string;
  readonly who: string;
  readonly outcome: string;
  readonly shortOutcome: string;
  readonly outcomeWord: string;
  readonly isFailure: boolean;
  /** What was asked for, to stand whole; empty if nothing was. */
  readonly asked: string;
  readonly what: string;
  readonly from: string;
  readonly account: string;
  readonly region: string;
  readonly ref: string;
  /** The names that cells have behind their IDs, as they are looked up. */
  readonly names: NamesInCells;
}

/** The cells that may have a name behind an ID, and the IDs alone. */
export type NamesInCells = Readonly<
  Partial<Record<'who' | 'from' | 'account', { readonly id: string; readonly name: string }>>
>;

/** By what events are put into words. */
export interface Wording {
  readonly clock: Clock;
  readonly resources: ResourcesTexts;
  readonly names?: Names | undefined;
}

/** An event in words. */
export function eventCells(event: StoredEvent, ref: string, { clock, resources, names }: Wording): EventCells {
  const { day, time = '-', offset } = clock.at(event.eventTime ?? '') ?? {};
  const outcome = outcomeText(event);
  const { asked, rest } = resources.of(event);
  const found = names ? eventNames(event, names) : {};
  const cell = (text: string, name: string | undefined) => safeText(namedText(text, name));
  return {
    day,
    offset,
    time,
    mark: markOf(event),
    event: safeText(event.eventName ?? (event.quarantineReason === undefined ? '-' : 'in quarantine')),
    who: cell(who(event), found.actor),
    outcome: safeText(outcome.whole),
    shortOutcome: safeText(outcome.short),
    outcomeWord: safeText(outcome.word),
    isFailure: event.errorCode !== undefined || (event.outcome ?? event.quarantineReason ?? 'success') !== 'success',
    asked,
    what: [asked, rest].filter((text) => text !== '').join(' '),
    from: cell(event.sourceIPAddress ?? '-', found.sourceNetwork),
    account: cell(event.recipientAccountId ?? '-', found.recipientAccount),
    region: safeText(event.awsRegion ?? '-'),
    ref,
    names: {
      ...named('who', who(event), found.actor),
      ...named('from', event.sourceIPAddress, found.sourceNetwork),
      ...named('account', event.recipientAccountId, found.recipientAccount),
    },
  };
}

function named(cell: keyof NamesInCells, id = '', name: string | undefined): NamesInCells {
  return name === undefined ? {} : { [cell]: { id: safeText(id), name } };
}

function markOf({ guard, readOnly, outcome }: StoredEvent): Mark {
  if (guard) return '!';
  return readOnly === false && outcome === 'success' ? '*' : ' ';
}
