import { nearestText } from '../text/nearest-text';

/** Values that are suggested at most. */
const SUGGESTED = 3;

/** What is compared of a value: what is asked for may be of any length. */
const COMPARED = 300;

/** Letters that a part must have to tell anything. */
const LEAST_PART = 4;

/** A slip of the hand changes one letter in so many, and never more than that. */
const LETTERS_A_SLIP = 4;
const MOST_SLIPS = 5;

/** How a value may be like the one that was asked for, the likeliest first. */
const LIKENESSES: readonly ((asked: string, known: string) => boolean)[] = [
  (asked, known) => known === asked,
  matchesWildcards,
  (asked, known) => isBeginning(asked, known),
  (asked, known) => known.length >= LEAST_PART && asked.includes(known),
  (asked, known) => asked.length >= LEAST_PART && known.includes(asked),
];

/**
 * The known values that somebody may have meant by one that is none of them, the likeliest first: in other letters of
 * the same case, what wildcards would match, what it is the beginning of (an id that was cut, a name without its domain),
 * what it contains (a name within an ARN), what contains it, and what differs in a few letters.
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

/** Whether a value goes on where the one that was asked for ends. Two or three letters begin too much. */
function isBeginning(asked: string, known: string): boolean {
  return known.startsWith(asked) && (asked.length >= LEAST_PART || !/[a-z0-9]/.test(known[asked.length] ?? ''));
}

/** Whether the parts between `*` and `?` stand in a value in their order, the first and the last at its ends. */
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
