import type { Command } from 'commander';
import { type StoreFlags, withStoreFlags } from '../store/store';
import { type OutputFlags, withOutputFlags } from '../terminal/output';
import { type QuestionFlags, withQuestionFlags } from './question-words';

/** The flags of `ssm-audit evidence`. */
export type EvidenceFlags = QuestionFlags &
  StoreFlags &
  OutputFlags & {
    readonly out?: string;
    readonly files?: true;
    readonly sign?: string;
    readonly logs?: string;
    readonly keys?: string;
    readonly check?: string;
    readonly key?: string;
    readonly strict?: true;
  };

/** Adds the flags of the command. */
export function withEvidenceFlags(command: Command): Command {
  return withQuestionFlags(withOutputFlags(withStoreFlags(command)))
    .option('--out <dir>', 'the folder of the new package, which has to be empty or not there')
    .option('--files', 'put log files, digests and public keys in, as CloudTrail wrote them, with their secrets')
    .option('--sign <key>', 'sign the package: a file with a private key, or the ARN or alias/NAME of a KMS key')
    .option('--logs <dir>', 'with --local: the copy of the log bucket (AWSLogs/…) that you ingested')
    .option('--keys <file>', 'public keys, as aws cloudtrail list-public-keys prints them; required with --logs')
    .option('--check <dir>', 'check a package, without a store and without a network')
    .option('--key <file>', "with --check: the signer's public key, from elsewhere than the package");
}
