import { nearestText } from '../text/nearest-text';

/** Values that are suggested at most. */
const SUGGESTED = 3;

/** How much of a value to compare, because a question's value may have any length. */
const COMPARED = 300;

/** How many letters a part needs to mean anything. */
const LEAST_PART = 4;

/** A typing error changes one letter in this many, and never more than that. */
const LETTERS_A_SLIP = 4;
const MOST_SLIPS = 5;

/** How a value may resemble the one in the question, the most likely first. */
const LIKENESSES: readonly ((asked: string, known: string) => boolean)[] = [
  (asked, known) => known === asked,
  matchesWildcards,
  (asked, known) => isBeginning(asked, known),
  (asked, known) => known.length >= LEAST_PART && asked.includes(known),
  (asked, known) => asked.length >= LEAST_PART && known.includes(asked),
];

/**
 * The known values that somebody may have meant by an unknown one, the most likely first: the same in another letter
 * case, what wildcards would match, what it is the beginning of (a cut id, a name without its domain), what it contains
 * (a name within an ARN), what contains it, and what differs in a few letters.
 */
export function nearValues(asked: string, known: readonly string[]): readonly string[] {
  if (asked === '') return [];
  const compared = asked.slice(0, COMPARED).toLowerCase();
  const lower = known.map((value) => [value, value.slice(0, COMPARED).toLowerCase()] as const);
  const alike = LIKENESSES.flatMap((isLike) => lower.filter(([, value]) => isLike(compared, value)));
  const near = alike.length > 0 ? alike.map(([value]) => value) : misspelt(compared, known);
  return [...new Set(near)].filter((value) => value !== asked).slice(0, SUGGESTED);
}

function misspelt(asked: string, known: readonly string[]): readonly string[] {
  const slips = Math.min(MOST_SLIPS, Math.floor(asked.length / LETTERS_A_SLIP));
  const nearest = nearestText(asked, known, slips);
  return nearest === undefined ? [] : [nearest];
}

/** Whether a value begins with the one in the question. Two or three letters begin too many values. */
function isBeginning(asked: string, known: string): boolean {
  return known.startsWith(asked) && (asked.length >= LEAST_PART || !/[a-z0-9]/.test(known[asked.length] ?? ''));
}

/** Whether a value has the parts between `*` and `?` in their order, the first and the last at its ends. */
function matchesWildcards(asked: string, known: string): boolean {
  if (!/[*?]/.test(asked)) return false;
  const [first = '', ...rest] = asked.split(/[*?]+/);
  const last = rest.pop() ?? '';
  if (!known.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = known.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return known.length - last.length >= at && known.endsWith(last);
}
