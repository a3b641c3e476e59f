import type { PageAddress } from '../../core/explorer/page-address';
import { windowOf } from '../../core/explorer/question-moves';
import { announce } from '../parts/announce';
import { hrefOf } from '../route/address';
import { switchTheme } from './theme';

/** The pages that are about everything; the others are reached from them. */
const PAGES = [
  ['events', 'Events'],
  ['alerts', 'Alerts'],
  ['status', 'Status'],
] as const;

/** What stands above every page. A move between pages keeps the time that is looked at. */
export function Header({ page, onHelp }: { page: PageAddress | undefined; onHelp: () => void }) {
  const question = page ? windowOf(page.question) : [];
  return (
    <header class="top">
      <nav aria-label="Pages">
        <span class="name">ssm-audit</span>
        {PAGES.map(([name, title]) => (
          <a key={name} href={hrefOf({ page: name, question })} aria-current={page?.page === name ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div class="tools">
        <button
          type="button"
          class="quiet"
          onClick={() => announce(`${switchTheme()} theme`)}
          title="Change the theme (t)"
        >
          Theme
        </button>
        <button type="button" class="quiet" onClick={onHelp} title="Keys (?)">
          Keys
        </button>
      </div>
    </header>
  );
}
