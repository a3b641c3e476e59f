import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { safeText } from '../../core/text/safe-text';

/** The element to which the skip link and every move lead. */
export const HEADING_ID = 'heading';

/** The heading of a page, which is its title in the browser, too. Focus goes there on a move to another page. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${safeText(title)} · ssm-audit`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class="heading">
      <h1 id={HEADING_ID} tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}
