import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import { EXPORTS, type ExportName } from '../../core/explorer/api-paths';
import type { Question } from '../../core/explorer/question';
import { planned } from '../../core/query/planned-query';
import { eventsAnswer } from '../query/render-events';
import { printed } from '../render/print-answer';
import { limitOf, plannedQuestion } from './asked-flags';
import type { Asking } from './asking';

/** How much text is sent at once. */
const CHUNK = 64 * 1024;

/** All events of a question, as `query --output csv` and `--output ndjson` print them. */
export async function* exportedEvents(asking: Asking, name: ExportName, question: Question): AsyncGenerator<string> {
  const limit = limitOf(question) ?? Number.POSITIVE_INFINITY;
  const asked = planned({ ...plannedQuestion(question, asking.now).query, limit });
  const deps = asking.dependencies();
  const answer = eventsAnswer(withEvidence(deps.reader, findEvents(deps, asked)), false);
  let chunk = '';
  for await (const text of printed(answer, EXPORTS[name])) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
