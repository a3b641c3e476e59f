import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXPORT_SCHEMAS, type ExportSchema } from '../../contract/export';
import { EXPORT_FORMATS, type ExportFormat } from '../../core/export/export-form';
import { type QuestionFlags, withQuestionFlags } from '../evidence/question-words';
import { STRICT_FLAG } from '../render/say-notes';
import { type StoreFlags, withStoreFlags } from '../store/store';
import { type OutputFlags, withOutputFlags } from '../terminal/output';

/** The flags of `ssm-audit export`. */
export type ExportFlags = QuestionFlags &
  StoreFlags &
  OutputFlags & {
    readonly format: ExportFormat;
    readonly schema: ExportSchema;
    readonly to?: string;
    readonly record?: true;
    readonly strict?: true;
  };

/** Adds the flags of the command. */
export function withExportFlags(command: Command): Command {
  return withQuestionFlags(withOutputFlags(withStoreFlags(command)))
    .requiredOption('--to <place>', 'a folder, or s3://BUCKET/PREFIX; one place has the answer to one question')
    .addOption(
      oneOf('--format <format>', 'Parquet by region, account and whole UTC day; or one file of lines', EXPORT_FORMATS),
    )
    .addOption(oneOf('--schema <schema>', "the fields of an event, this project's or OCSF's", EXPORT_SCHEMAS))
    .option('--record', 'include the whole CloudTrail record, with secrets masked')
    .option(...STRICT_FLAG);
}

function oneOf<Value extends string>(
  flag: string,
  help: string,
  [first, ...others]: readonly [Value, ...Value[]],
): Option {
  const values: readonly string[] = [first, ...others];
  return new Option(flag, `${help}: ${values.join(', ')}`)
    .argParser((value) => {
      if (!values.includes(value)) throw new InvalidArgumentError(`expected one of ${values.join(', ')}.`);
      return value;
    })
    .default(first);
}
