import type { ExportSchema } from '../../contract/export';
import { jsonObject, MARKER_FILE, MalformedExportFileError } from './export-files';
import type { ExportFormat } from './export-form';

/** What this form of export calls itself. */
const FORM = 'ssm-audit export 1';

/** The question that a folder or prefix has the answer to. */
export interface ExportQuestion {
  readonly format: ExportFormat;
  readonly schema: ExportSchema;
  /** The conditions as words of `query`; for files of lines, also the window as it was written. */
  readonly words: readonly string[];
  /** Whether events have their records. */
  readonly record: boolean;
}

/** The marker of a folder, as it is written: the same question has the same bytes. */
export function markerText({ format, schema, words, record }: ExportQuestion): string {
  const marker = { form: FORM, format, schema, words: [...words].sort(), record };
  return `${JSON.stringify(marker, undefined, 2)}\n`;
}

/** What a marker says, in words, where it differs from a question; undefined if it is of the same question. Throws `MalformedExportFileError`. */
export function otherQuestion(text: string, asked: ExportQuestion): string | undefined {
  if (text === markerText(asked)) return undefined;
  const found = jsonObject(text);
  if (found?.['form'] !== FORM || !isQuestion(found)) {
    throw new MalformedExportFileError(MARKER_FILE, `a JSON object with "form": "${FORM}" and the words of a question`);
  }
  const { format, schema, words, record } = found;
  return [...words, `--format=${format}`, `--schema=${schema}`, ...(record === true ? ['--record'] : [])].join(' ');
}

function isQuestion(found: object): found is ExportQuestion {
  const { format, schema, words }: Partial<Record<keyof ExportQuestion, unknown>> = found;
  return [format, schema].every((text) => typeof text === 'string') && Array.isArray(words);
}
