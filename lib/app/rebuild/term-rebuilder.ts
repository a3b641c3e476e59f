import type { RebuildState } from './rebuild-state';

/** Asks whoever may write the Terms table of a stack to make its rows again. */
export interface TermRebuilder {
  /** Asks for a rebuild, or joins the one that is going on. */
  start(): Promise<{ readonly state: RebuildState; readonly isNew: boolean }>;
  /** Lets it go on at once. A schedule does so anyway, some minutes later. */
  goOn(): Promise<void>;
  /** How far the last rebuild has come. Undefined if there never was one. */
  progress(): Promise<RebuildState | undefined>;
}
