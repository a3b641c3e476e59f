import { exportPath } from '../../core/explorer/api-paths';
import { type Question, writeQuestion } from '../../core/explorer/question';
import { BASE } from '../route/address';
import { CopyButton } from './copy';

/**
 * The events of a question as files, whole, and as a package of evidence; and, where it is known, the command that packs them
 * with what proves them.
 */
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
      <a
        href={`${BASE}${exportPath('evidence.tar.gz', query)}`}
        title="A package that anybody can check with ssm-audit evidence --check"
        download
      >
        Evidence
      </a>{' '}
      {evidence !== undefined && (
        <CopyButton text={evidence} what="the command that packs evidence" label="Copy evidence command" />
      )}
    </>
  );
}
