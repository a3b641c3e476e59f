import type { RebuildState } from '../../app/rebuild/rebuild-state';
import { safeText } from '../../core/text/safe-text';
import { type Answer, countsAnswer } from '../render/answer';

/** How far a rebuild has come, as an answer: counts for a person, one object with times and failures in JSON. */
export function rebuildAnswer(state: RebuildState): Answer<object> {
  const { startedAt, progressAt, endedAt, partitions, counts, failures } = state;
  const document = {
    state: endedAt === undefined ? 'going on' : 'done',
    startedAt,
    progressAt,
    ...(endedAt !== undefined && { endedAt }),
    partitions,
    ...counts,
    failures,
  };
  return countsAnswer(
    {
      state: document.state,
      startedAt,
      endedAt: endedAt ?? '',
      partitions: `${partitions.done} of ${partitions.all}`,
      ...counts,
    },
    document,
  );
}

/**
 * What a person has to know beside the counts. `again` is the command that shows the progress. `standsStill` says that the
 * rebuild is to go on and does not.
 */
export function rebuildRemarks(
  { endedAt, progressAt, counts, partitions, failures }: RebuildState,
  again: string,
  standsStill: boolean,
): readonly string[] {
  const named = failures.map(({ ref, reason }) => `ssm-audit: ${safeText(ref)}: ${safeText(reason)}`);
  const unnamed = counts.failed - failures.length;
  return [
    ...named,
    ...(unnamed > 0 ? [`ssm-audit: … and ${unnamed} more rows; the log of the function names them`] : []),
    ...(counts.failed > 0 ? [FAILED] : []),
    ...(standsStill ? [stalledRemark(progressAt)] : []),
    ...(endedAt === undefined && !standsStill
      ? [`note: the stack goes on with it by itself: ${again} shows how far it is`]
      : []),
    ...(endedAt !== undefined && partitions.all === 0 ? [NOTHING] : []),
  ];
}

function stalledRemark(progressAt: string): string {
  return `ssm-audit: the rebuild has come no further since ${safeText(progressAt)}: expected a step every few minutes; look into the log of the function, which fails or does not start`;
}

const FAILED = 'ssm-audit: the terms of these rows are missing: a backfill of their days indexes their log files again';

const NOTHING =
  'ssm-audit: nothing was rebuilt, because the catalogue names no partition of the Events table: expected at least one in a stack that has indexed a log file; index the log files again with a backfill';
