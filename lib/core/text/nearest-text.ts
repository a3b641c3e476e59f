import { distance } from 'fastest-levenshtein';

/** How many letters to compare. Longer text differs by more than a typing error. */
const COMPARED = 200;

/**
 * The known text that is nearest to a text, ignoring letter case. Undefined if each differs in more than `most`
 * letters.
 */
export function nearestText(text: string, known: Iterable<string>, most: number): string | undefined {
  const asked = text.slice(0, COMPARED).toLowerCase();
  let nearest: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - asked.length) >= least) continue;
    const far = distance(asked, candidate.toLowerCase());
    if (far < least) [nearest, least] = [candidate, far];
  }
  return nearest;
}
