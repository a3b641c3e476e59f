const KEY = 'ssm-audit-theme';

type Theme = 'light' | 'dark';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** Shows the page in the theme that was chosen, else in the one of the system, also when that changes. */
export function beginTheme(): void {
  show(chosen() ?? preferred());
  dark.addEventListener('change', () => show(chosen() ?? preferred()));
}

/** Changes the theme, and remembers that it was chosen. The one that is shown now. */
export function switchTheme(): Theme {
  const next: Theme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
  keep(KEY, next === preferred() ? undefined : next);
  show(next);
  return next;
}

/** Remembers a choice in this browser; where it keeps nothing, while the page lives. */
export function keep(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing shows the theme of the system next time.
  }
}

/** A choice that was remembered. */
export function kept(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function chosen(): Theme | undefined {
  const theme = kept(KEY);
  return theme === 'light' || theme === 'dark' ? theme : undefined;
}

function preferred(): Theme {
  return dark.matches ? 'dark' : 'light';
}

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}
