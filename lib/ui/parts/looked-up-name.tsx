import type { NameKind } from '../../core/names/name-entry';
import { lookedUp } from '../answer/looked-up';

/** What values of conditions may be the IDs of. */
const KINDS: Readonly<Record<string, NameKind>> = { account: 'account', 'source-ip': 'network' };

interface NameProps {
  readonly flag: string | undefined;
  readonly value: string;
  /** How the name of an actor is known: only Identity Center's own names are those of its users. */
  readonly actorSource?: unknown;
}

/** The name of a value behind it, apart from what the log says. Nothing for a value without one. */
export function LookedUpName({ flag = '', value, actorSource }: NameProps) {
  const isUser = flag === 'actor' && actorSource === 'identityCenterUser';
  const kind = isUser ? 'identityCenterUser' : KINDS[flag];
  const name = kind && lookedUp(kind, value);
  return name === undefined ? null : (
    <span class="muted" title={`${value} as looked up: ${name}`}>
      {' '}
      = {name}
    </span>
  );
}
