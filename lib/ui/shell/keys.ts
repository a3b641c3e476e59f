import { announce } from '../parts/announce';
import { COMMAND_ID } from '../parts/command';
import { copy } from '../parts/copy';
import { closeMenus } from '../parts/menu';
import { keep, kept, switchTheme } from './theme';

const KEY = 'ssm-audit-keys';
const OFF = 'off';

/** What single keys do, for the help. */
export const KEYS: readonly (readonly [string, string])[] = [
  ['/', 'add a filter'],
  ['j', 'next row'],
  ['k', 'row before'],
  ['Enter', 'open the row'],
  ['Esc', 'close a menu or the panel'],
  ['y', 'copy the command'],
  ['t', 'change the theme'],
  ['?', 'this help'],
];

/** Whether single keys do anything. */
export function areKeysOn(): boolean {
  return kept(KEY) !== OFF;
}

/** Turns single keys on or off. */
export function turnKeys(isOn: boolean): void {
  keep(KEY, isOn ? undefined : OFF);
}

/** The links of the rows of a list, between which `j` and `k` go. */
export const ROW_LINK = 'data-row';

/** Listens to keys while the page lives. */
export function listenToKeys(help: () => void): void {
  const actions = actionsOf(help);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      if (closeMenus()) event.stopImmediatePropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isInField(event.target) || !areKeysOn()) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  document.addEventListener('click', (event) => closeMenus(event.target instanceof Node ? event.target : null));
}

function actionsOf(help: () => void): Readonly<Record<string, () => void>> {
  return {
    '/': () => document.getElementById('filter')?.focus(),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    y: () => {
      const text = document.getElementById(COMMAND_ID)?.textContent;
      if (text) void copy(text, 'the command');
    },
    t: () => announce(`${switchTheme()} theme`),
    '?': help,
  };
}

function moveRow(step: number): void {
  const links = [...document.querySelectorAll<HTMLElement>(`[${ROW_LINK}]`)];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function isInField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;
}
