import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Question } from '../../core/explorer/question';
import { hrefOf } from '../route/address';
import type { Pivot } from '../route/pivot';
import { copiedText, entityOf, excludedHref } from '../route/pivots';
import { CopyButton } from './copy';

/** What else can be done with values: a menu behind a button, of real links. */
export function PivotMenu({
  pivots,
  question,
  label,
}: {
  pivots: readonly Pivot[];
  question: Question;
  label: string;
}) {
  return (
    <Menu label={label}>
      {() => (
        <ul>
          {pivots.map((pivot) => (
            <MenuItem key={`${pivot.flag} ${pivot.value}`} pivot={pivot} question={question} />
          ))}
        </ul>
      )}
    </Menu>
  );
}

/** A menu behind a button, made when it is opened. */
export function Menu({ label, children }: { label: string; children: () => ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="menu" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary aria-label={label} title={label}>
        <span aria-hidden="true">⋯</span>
      </summary>
      {isOpen && children()}
    </details>
  );
}

function MenuItem({ pivot, question }: { pivot: Pivot; question: Question }) {
  const entity = entityOf(pivot, question);
  return (
    <li>
      <span class="of">
        {pivot.flag} <b>{pivot.value}</b>
      </span>
      <span class="moves">
        <a href={excludedHref(question, pivot)}>Exclude</a>
        {entity && <a href={hrefOf(entity)}>Open</a>}
        <CopyButton text={copiedText(pivot)} what={pivot.flag} />
      </span>
    </li>
  );
}

/** Closes every menu but the one that holds `kept`. Whether any was open. */
export function closeMenus(kept?: Node | null): boolean {
  let isAny = false;
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (kept && menu.contains(kept)) continue;
    const hasFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hasFocus) menu.querySelector('summary')?.focus();
    isAny = true;
  }
  return isAny;
}
