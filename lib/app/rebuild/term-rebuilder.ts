import type { RebuildState } from './rebuild-state';

/** The rebuild that a request begins or joins. */
export interface BegunRebuild {
  readonly state: RebuildState;
  /** False if it joins one that is going on. */
  readonly isNew: boolean;
  /** How far the one before it had come could not be read. */
  readonly wasDamaged: boolean;
}

/** Asks whoever may write the Terms table of a stack to make its rows again. */
export interface TermRebuilder {
  /** Asks for a rebuild, or joins the one that is going on. */
  start(): Promise<BegunRebuild>;
  /** Lets it go on at once. A schedule does so anyway, some minutes later. */
  goOn(): Promise<void>;
  /** How far the last rebuild has come. Undefined if there never was one. */
  progress(): Promise<RebuildState | undefined>;
}
