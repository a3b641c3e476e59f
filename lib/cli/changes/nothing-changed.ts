import { type ChangeWindow, changesQuestion, findChanges } from '../../app/ask/find-changes';
import type { FindDependencies } from '../../app/ask/find-events';
import type { ChangeScope } from '../../core/changes/change-scope';
import { nearValues } from '../../core/query/near-values';
import { safeText } from '../../core/text/safe-text';
import { shellWord } from '../../core/text/shell-word';

/** What to say if nothing changed: what did change instead, in another window or below other paths. */
export async function nothingChanged(
  deps: FindDependencies,
  { paths }: ChangeScope,
  window: ChangeWindow,
): Promise<readonly string[]> {
  const everything = { paths: paths.length > 0 ? ['/'] : [], resources: [] };
  const ever = { since: undefined, until: undefined };
  const { changes } = await findChanges(deps, everything, await changesQuestion(deps.reader, everything, ever));
  const what = paths.length > 0 ? 'parameters' : 'things';
  if (changes.length === 0) return [`0 changes; this store has no change of ${what} at all`];
  const [first, last] = [changes[0]?.eventTime ?? '', changes.at(-1)?.eventTime ?? ''];
  const isIn = (time: string) => time >= (window.since ?? '') && (window.until === undefined || time < window.until);
  const inWindow = changes.filter(({ eventTime }) => isIn(eventTime)).length;
  const known = [...new Set(changes.flatMap(({ resource }) => [...pathsAbove(resource), resource]))];
  const near = paths.flatMap((path) => nearValues(path, known)).map((path) => `--path ${safeText(shellWord(path))}`);
  return [
    `0 changes; this store has ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} of ${what}, from ${first} to ${last}, ${inWindow} of them in this window`,
    ...(near.length > 0 ? [`did you mean ${near.join(' or ')}?`] : []),
  ];
}

/** `/a`, `/a/b` for `/a/b/c`. */
function pathsAbove(name: string): readonly string[] {
  const segments = name.split('/').slice(1, -1);
  return segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
}
