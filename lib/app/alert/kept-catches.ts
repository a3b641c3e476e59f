import { parseRef } from '../../core/rows/event-ref';
import type { CatchingRule, PackTitle } from '../../core/rules/packed/pack-title';
import type { FoundEvent } from '../ask/find-events';
import type { EventReader } from '../ports/event-reader';
import { readKeptCatch } from './kept-catch';
import { type CaughtBy, severestFirst } from './severest-first';

/** What is known without judging, and what is left to be judged. */
export interface KeptAnswer {
  /** What catches events, by their refs. */
  readonly caught: ReadonlyMap<string, CaughtBy>;
  readonly unjudged: readonly FoundEvent[];
}

/**
 * Finds out which rules of a pack catch events, as far as a store keeps what was found when it wrote them. What another pack
 * found, or somebody else wrote, is left to be judged.
 */
export class KeptCatches {
  /** By texts, of which a page has few. Undefined for one that says nothing of use. */
  private readonly read = new Map<string, CaughtBy | undefined>();
  private readonly known: ReadonlySet<string>;

  /**
   * @param judged the rules of the pack as a deployment has them: without disabled ones, at the levels that it gives them
   */
  constructor(
    private readonly reader: Pick<EventReader, 'catches'>,
    private readonly pack: PackTitle,
    private readonly judged: readonly CatchingRule[],
  ) {
    this.known = new Set(pack.rules.map(({ id }) => id));
  }

  /** What the store keeps of the events. */
  async of(found: readonly FoundEvent[]): Promise<KeptAnswer> {
    const { catches } = this.reader;
    if (catches === undefined) return { caught: NOTHING, unjudged: found };
    const kept = await catches(found.map(({ event }) => parseRef(event.ref)));
    const caught = new Map<string, CaughtBy>();
    const unjudged = found.filter(({ event }, place) => {
      const rules = this.rulesIn(kept[place]);
      if (rules !== undefined && rules.length > 0) caught.set(event.ref, rules);
      return rules === undefined;
    });
    return { caught, unjudged };
  }

  private rulesIn(text: string | undefined): CaughtBy | undefined {
    if (text === undefined) return undefined;
    if (!this.read.has(text)) this.read.set(text, this.readRules(text));
    return this.read.get(text);
  }

  private readRules(text: string): CaughtBy | undefined {
    const kept = readKeptCatch(text);
    if (kept?.fingerprint !== this.pack.fingerprint || !kept.ids.every((id) => this.known.has(id))) return undefined;
    return severestFirst(this.judged.filter(({ id }) => kept.ids.includes(id)));
  }
}

const NOTHING: KeptAnswer['caught'] = new Map();
