import { exportPath } from '../../core/explorer/api-paths';
import { type Question, writeQuestion } from '../../core/explorer/question';
import { BASE } from '../route/address';
import { CopyButton } from './copy';

/** The events of a question as files, whole; and, where it is known, the command that packs them as evidence. */
export function ExportLinks({ question, evidence }: { question: Question; evidence?: string | undefined }) {
  const query = writeQuestion(question);
  return (
    <>
      Export{' '}
      <a href={`${BASE}${exportPath('events.csv', query)}`} download>
        CSV
      </a>{' '}
      <a href={`${BASE}${exportPath('events.ndjson', query)}`} download>
        NDJSON
      </a>{' '}
      {evidence !== undefined && (
        <CopyButton text={evidence} what="the command that packs evidence" label="Copy evidence command" />
      )}
    </>
  );
}
