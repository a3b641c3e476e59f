import { findEvents } from '../../app/ask/find-events';
import { withEvidence } from '../../app/ask/with-evidence';
import { EXPORTS, type ExportName } from '../../core/explorer/api-paths';
import type { Question } from '../../core/explorer/question';
import { planned } from '../../core/query/planned-query';
import { eventsAnswer } from '../query/render-events';
import { printed } from '../render/print-answer';
import { limitOf, plannedQuestion } from './asked-flags';
import type { Asking } from './asking';
import { downloadedPackage } from './downloaded-package';

/** How much text is sent at once. */
const CHUNK = 64 * 1024;

/** An export of a question, piece by piece. */
export function exported(asking: Asking, name: ExportName, question: Question): AsyncIterable<string | Uint8Array> {
  const format = EXPORTS[name];
  return format === 'package' ? downloadedPackage(asking, question) : exportedEvents(asking, format, question);
}

/** All events of a question, as `query --output csv` and `--output ndjson` print them. */
async function* exportedEvents(asking: Asking, format: 'csv' | 'ndjson', question: Question): AsyncGenerator<string> {
  const limit = limitOf(question) ?? Number.POSITIVE_INFINITY;
  const asked = planned({ ...plannedQuestion(question, asking.now).query, limit });
  const deps = asking.dependencies();
  const answer = eventsAnswer(withEvidence(deps.reader, findEvents(deps, asked)), false);
  let chunk = '';
  for await (const text of printed(answer, format)) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
