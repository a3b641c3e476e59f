/** How far a key goes among links that are drawn side by side. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** Moves the focus among the links of a drawing: Tab stops at one of them, arrows reach the others, Home and End the ends. */
export function moveByArrows(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.currentTarget instanceof Element)) return;
  event.preventDefault();
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link.matches(':focus'));
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}
