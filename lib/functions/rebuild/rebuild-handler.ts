import type { Context } from 'aws-lambda';
import { type Deadline, keepingBack } from '../../app/ports/deadline';
import type { RebuildState } from '../../app/rebuild/rebuild-state';
import { type RebuildDependencies, rebuildTerms } from '../../app/rebuild/rebuild-terms';
import { requestRebuild } from '../../app/rebuild/request-rebuild';
import { REBUILD_REQUESTS, type RebuildRequest } from '../../contract/rebuild';
import type { RebuildReport } from './rebuild-report';

/** How many milliseconds an invocation keeps for its answer and its metrics. */
const ANSWER_MS = 2_000;

/** What the handler needs. */
export interface RebuildHandlerDependencies extends RebuildDependencies {
  readonly report: RebuildReport;
  /** Publishes the metrics of an invocation. */
  readonly flush: () => void;
}

/** What an invocation answers: how far the last rebuild has come. */
export interface RebuildAnswer {
  /** Null if there never was one. */
  readonly state: RebuildState | null;
  /** Whether this invocation asked for it, and none was going on. */
  readonly isNew?: boolean;
  /** Whether it could not be read how far the one before had come. */
  readonly wasDamaged?: boolean;
}

/** The function in the form that Lambda calls. */
export type RebuildHandler = (event: unknown, context: Context) => Promise<RebuildAnswer>;

/**
 * Goes on with a rebuild that somebody asked for, as far as time allows. An invocation can ask for one, or how far it has
 * come, and nothing else: it says neither what to write nor where. Rejects if a service fails; the next run goes on.
 */
export function createRebuildHandler(deps: RebuildHandlerDependencies): RebuildHandler {
  return async (event, context) => {
    const deadline = keepingBack({ remainingMs: () => context.getRemainingTimeInMillis() }, ANSWER_MS);
    switch (requestIn(event)) {
      case 'start':
        return requestRebuild(deps, deadline);
      case 'progress':
        return { state: (await deps.states.load(deadline)) ?? null };
      default:
        return goOn(deps, deadline);
    }
  };
}

async function goOn(deps: RebuildHandlerDependencies, deadline: Deadline): Promise<RebuildAnswer> {
  try {
    const done = await rebuildTerms(deps, deadline, { onFailure: (failure) => deps.report.failed(failure) });
    deps.report.end(done);
    return { state: done.state ?? null };
  } finally {
    deps.flush();
  }
}

function requestIn(event: unknown): RebuildRequest | undefined {
  const asked: unknown = Object(event).rebuild;
  return REBUILD_REQUESTS.find((each) => each === asked);
}
