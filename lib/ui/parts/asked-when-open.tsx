import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** A part of a page that asks the store only once somebody opens it. */
export function AskedWhenOpen({ title, children }: { title: string; children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="asked" onToggle={({ currentTarget }) => setOpen((was) => was || currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children()}
    </details>
  );
}
