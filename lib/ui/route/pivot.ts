import type { ConditionWord } from '../../core/explorer/question';

/** A value that somebody can go on with: a condition, and the kind of a resource. */
export interface Pivot {
  readonly flag: ConditionWord;
  readonly value: string;
  readonly kind?: string | undefined;
  /** Of an actor: how its name is known. */
  readonly actorSource?: string | undefined;
}
