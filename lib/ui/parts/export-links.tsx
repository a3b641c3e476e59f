import { exportPath } from '../../core/explorer/api-paths';
import { type Question, writeQuestion } from '../../core/explorer/question';
import { BASE } from '../route/address';

/** Links to the events of a question as files, whole. */
export function ExportLinks({ question }: { question: Question }) {
  const query = writeQuestion(question);
  return (
    <>
      Export{' '}
      <a href={`${BASE}${exportPath('events.csv', query)}`} download>
        CSV
      </a>{' '}
      <a href={`${BASE}${exportPath('events.ndjson', query)}`} download>
        NDJSON
      </a>
    </>
  );
}
