import { useEffect, useState } from 'preact/hooks';
import { type Asked, askedBy, BASE } from './address';

/** Where the page is: what is asked, and the entry of the history that asks it. */
export interface Route {
  readonly asked: Asked;
  /** Changes with every move, also to the same address. */
  readonly move: number;
  /** Changes when everything is to be asked anew. */
  readonly asking: number;
  /** How far down the page was when it was left. */
  readonly scroll: number;
}

const listeners = new Set<(route: Route) => void>();
let moves = 0;
let askings = 0;

/** Moves to an address of this page. Its entry of the history remembers how far down it was. */
export function navigate(href: string): void {
  history.replaceState({ scroll: window.scrollY }, '');
  history.pushState({ scroll: 0 }, '', href);
  tell(0);
}

/** Asks anew what the page shows, in its place. */
export function askAnew(): void {
  askings += 1;
  tell(window.scrollY);
}

/** Writes the whole question into the address bar, and moves nowhere. `address` is relative to the base. */
export function useWholeAddress(address: string | undefined): void {
  useEffect(() => {
    if (address !== undefined) history.replaceState(history.state, '', `${BASE}${address}`);
  }, [address]);
}

/** The route, anew after every move: links, back and forward. */
export function useRoute(): Route {
  const [route, setRoute] = useState<Route>(() => here(0));
  useEffect(() => {
    listeners.add(setRoute);
    return () => void listeners.delete(setRoute);
  }, []);
  return route;
}

/** Follows links below the base without loading the page anew, unless somebody wants another tab or a file. */
export function followLinks(): void {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (!link || !href?.startsWith(BASE) || link.hasAttribute('download') || isElsewhere(event)) return;
    event.preventDefault();
    navigate(href);
  });
  window.addEventListener('popstate', (event) => tell(Number(event.state?.scroll ?? 0)));
}

function isElsewhere(event: MouseEvent): boolean {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey;
}

function tell(scroll: number): void {
  moves += 1;
  const route = here(scroll);
  for (const listener of listeners) listener(route);
}

function here(scroll: number): Route {
  return { asked: askedBy(location.pathname, location.search), move: moves, asking: askings, scroll };
}
