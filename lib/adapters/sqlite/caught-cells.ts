import type { LoadRowJudge, RowJudge } from '../../app/ports/judging/row-judge';
import type { EventRow } from '../../core/rows/event-row';
import type { Texts } from './texts';

/** What the column `caught` of rows gets. To judge is a service: no row is lost because it fails. */
export class CaughtCells {
  private judge: RowJudge | undefined;
  private loading: Promise<void> | undefined;

  /** Without something to load, nobody judges. */
  constructor(
    private readonly texts: Texts,
    private readonly load: LoadRowJudge | undefined,
  ) {}

  /** Resolves when rows can be judged, or never will; undefined where that is so already, so that most rows wait for nothing. */
  ready(): Promise<void> | undefined {
    if (this.load === undefined || this.judge !== undefined) return undefined;
    this.loading ??= this.loaded(this.load);
    return this.loading;
  }

  /** The number of what is kept of the rules that catch the event of a row; null where nobody can say. Within a write. */
  of(row: EventRow): number | null {
    const kept = this.judged(row);
    return kept === undefined ? null : this.texts.idOf(kept);
  }

  private async loaded(load: LoadRowJudge): Promise<void> {
    try {
      this.judge = await load();
    } catch {
      this.judge = NOBODY;
    }
  }

  private judged(row: EventRow): string | undefined {
    try {
      return this.judge?.judge(row);
    } catch {
      return undefined;
    }
  }
}

const NOBODY: RowJudge = { judge: () => undefined };
