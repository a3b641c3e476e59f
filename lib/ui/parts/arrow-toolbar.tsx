import type { ComponentChildren } from 'preact';

/** How far a key goes among links that are drawn side by side. */
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

interface ToolbarProps {
  readonly width: number;
  readonly height: number;
  /** What is drawn, and what its keys do. */
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A drawing of links: Tab stops at the one whose `tabIndex` is 0, arrows reach the others, Home and End the ends. */
export function ArrowToolbar({ width, height, label, children }: ToolbarProps) {
  return (
    <svg width={width} height={height} role="toolbar" aria-label={label} onKeyDown={moveByArrows}>
      {children}
    </svg>
  );
}

function moveByArrows(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.currentTarget instanceof Element)) return;
  event.preventDefault();
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.findIndex((link) => link.matches(':focus'));
  links[Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
}
