import { eventNames } from '../names/event-names';
import type { NameKind } from '../names/name-entry';
import type { NameLookup } from '../names/names';

/** The name of an ID in an answer, as it is looked up. Of a network, the ID is the address that is in it. */
export interface ToldName {
  readonly kind: NameKind;
  readonly id: string;
  readonly name: string;
}

/** Finds the names of the IDs in an answer, so that each is told once, before what has the ID. */
export class NamesToTell {
  private readonly seen = new Set<string>();

  constructor(private readonly names: NameLookup) {}

  /** The names of a part of the answer that were not told before. A value is what JSON can have. */
  in(value: unknown): readonly ToldName[] {
    const found: ToldName[] = [];
    const waiting: unknown[] = [value];
    while (waiting.length > 0) {
      const next = waiting.pop();
      if (typeof next === 'string') found.push(...this.newOf(next));
      if (typeof next !== 'object' || next === null) continue;
      found.push(...this.userIn(next));
      for (const each of Object.values(next)) waiting.push(each);
    }
    return found;
  }

  private newOf(text: string): readonly ToldName[] {
    return this.first(text)
      ? [...told('account', text, this.names.account(text)), ...told('network', text, this.names.address(text))]
      : [];
  }

  /** Only beside what says whose ID it is: anybody may choose the ID of somebody else as the name of a session. */
  private userIn(value: object): readonly ToldName[] {
    const { actor, actorSource, actorAliases, roleArn } = value as { readonly [key: string]: unknown };
    if (typeof actor !== 'string' || actorSource !== 'identityCenterUser' || !this.first(`user ${actor}`)) return [];
    const aliases = Array.isArray(actorAliases) ? actorAliases.filter((each) => typeof each === 'string') : [];
    const event = { actor, actorSource, actorAliases: aliases, ...(typeof roleArn === 'string' && { roleArn }) };
    return told('identityCenterUser', actor, eventNames(event, this.names).actor);
  }

  private first(text: string): boolean {
    if (this.seen.has(text)) return false;
    this.seen.add(text);
    return true;
  }
}

function told(kind: NameKind, id: string, name: string | undefined): readonly ToldName[] {
  return name === undefined ? [] : [{ kind, id, name }];
}
