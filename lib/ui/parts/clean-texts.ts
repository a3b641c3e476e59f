import { type ComponentChildren, options, type VNode } from 'preact';
import { safeText } from '../../core/text/safe-text';

/** Attributes that a browser shows or reads out. */
const SHOWN = ['title', 'aria-label', 'placeholder'] as const;

/**
 * Cleans every text that the page shows, in the one place where all of them pass: texts of a log are written by attackers, and
 * no component can forget it. Values of links and fields stay as they are, because they are what is asked for.
 */
export function cleanShownTexts(): void {
  const before = options.vnode;
  options.vnode = (node: VNode) => {
    clean(node.props as Record<string, unknown>);
    before?.(node);
  };
}

function clean(props: Record<string, unknown>): void {
  if (props['children'] !== undefined) props['children'] = cleaned(props['children'] as ComponentChildren);
  for (const name of SHOWN) if (typeof props[name] === 'string') props[name] = safeText(props[name]);
}

function cleaned(children: ComponentChildren): ComponentChildren {
  if (typeof children === 'string') return safeText(children);
  return Array.isArray(children) ? children.map(cleaned) : children;
}
