/** The live region of the page: what a screen reader says without being asked. */
const ID = 'said';

/** Says a sentence. The same sentence twice is said twice. */
export function announce(text: string): void {
  const region = document.getElementById(ID);
  if (region) region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}

/** The element that says it. */
export const LIVE_REGION = ID;
