/**
 * What an invocation may ask the function that rebuilds Terms. Anything else, such as the event of its schedule, lets it go on
 * with a rebuild that was asked for.
 */
export const REBUILD_REQUESTS = ['start', 'progress'] as const;

/** One of them. */
export type RebuildRequest = (typeof REBUILD_REQUESTS)[number];

/** The invocation that asks it. */
export interface RebuildInvocation {
  readonly rebuild: RebuildRequest;
}
