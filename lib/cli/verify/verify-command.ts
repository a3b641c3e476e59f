import { existsSync } from 'node:fs';
import { Command } from 'commander';
import type { VerifyDependencies, VerifyOptions } from '../../app/verify/verify-trail';
import { isEmpty, isSound } from '../../core/integrity/verification';
import { safeText } from '../../core/text/safe-text';
import { printAnswer } from '../render/print-answer';
import { type Store, type StoreFlags, storePlace, withStore, withStoreFlags } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { Progress } from '../terminal/progress';
import { EventTimes, observedReceipts } from '../verdict/event-times';
import { spanOf, verdictCheck } from '../verdict/verdict-check';
import { pastRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import { nothingVerified } from './nothing-verified';
import { verificationAnswer, verificationNotes } from './render-verification';

type Flags = StoreFlags &
  OutputFlags &
  WindowFlags & {
    readonly region?: string;
    readonly content?: true;
    readonly rows?: true;
    readonly keys?: string;
    readonly logs?: string;
  };

/** `ssm-audit verify` */
export function verifyCommand(): Command {
  const of = 'the time of delivery';
  const window = { of, since: 'none; required without --during', until: 'now', isBegun: true } as const;
  return withOutputFlags(withWindowFlags(withStoreFlags(new Command('verify')), window))
    .description('check that digests, log files, receipts and rows are what CloudTrail signed')
    .option('--region <region>', 'only log files of a region')
    .option('--content', 'also read and hash the log files, as aws cloudtrail validate-logs does')
    .option('--rows', 'also extract the log files again, and compare rows and terms with them')
    .option('--keys <file>', 'public keys, as aws cloudtrail list-public-keys prints them; required with --local')
    .option('--logs <dir>', 'with --local: the copy of the log bucket (AWSLogs/…) that you ingested, with its digests')
    .action(verify);
}

async function verify(flags: Flags): Promise<void> {
  const now = new Date();
  const options = optionsOf(flags, now);
  const place = storePlace(flags, process.env);
  const local = place.kind === 'local' ? localInputs(flags) : undefined;
  if (!local) refuseLogs(flags);
  const { verification, nothing, check } = await withStore(place, async (store) => {
    const { verifyTrail } = await import('../../app/verify/verify-trail.js');
    const sources = await sourcesOf(store, local, flags.keys);
    const times = new EventTimes();
    const receipts = observedReceipts(sources.receipts, times);
    const progress = new Progress('digests');
    const onDigest = (done: number, expected: number) => progress.at(done, { total: expected });
    const found = await verifyTrail({ ...sources, receipts, onDigest }, options);
    return {
      verification: found,
      nothing: isEmpty(found) ? await nothingVerified(sources.bucket, options, flags.logs) : undefined,
      check: await verdictCheck(store, { deliveryTime: spanOf(options), eventTime: times.span() }, now),
    };
  });
  await printAnswer(verificationAnswer(verification, check), flags);
  for (const note of verificationNotes(verification)) say(`ssm-audit: ${safeText(note)}`);
  if (nothing !== undefined) say(`ssm-audit: ${safeText(nothing)}`);
  if (nothing !== undefined || !isSound(verification)) process.exitCode = EXIT.incomplete;
}

function optionsOf(flags: Flags, now: Date): VerifyOptions {
  const { since, until } = pastRange(flags, now);
  if (since === undefined) throw new UsageError(missingSince(flags));
  return {
    since,
    until,
    region: flags.region,
    content: flags.content === true,
    rows: flags.rows === true,
  };
}

function missingSince({ since }: Flags): string {
  const given = since === undefined ? '--since is missing' : `--since is '${since}'`;
  return `${given}: expected the time from which on digests must be there, or --during with a whole period`;
}

/** What a local store is verified by. */
interface LocalInputs {
  readonly logs: string;
  readonly keys: string;
}

function localInputs({ logs, keys }: Flags): LocalInputs {
  if (logs === undefined || keys === undefined) {
    throw new UsageError(
      'a local store has no digests and no public keys: expected --logs DIR, the copy of the log bucket that you ingested, and --keys FILE, the output of aws cloudtrail list-public-keys',
    );
  }
  if (!existsSync(logs)) {
    throw new UsageError(`--logs '${logs}': no such folder; expected the copy of the log bucket that you ingested`);
  }
  return { logs, keys };
}

function refuseLogs({ logs }: Flags): void {
  if (logs === undefined) return;
  throw new UsageError(
    `--logs '${logs}' is given with a stack, which reads its own bucket: expected --logs only with --local`,
  );
}

async function sourcesOf(
  { place, ports, outputs }: Store,
  local: LocalInputs | undefined,
  keyFile: string | undefined,
): Promise<VerifyDependencies> {
  const [{ localSources, stackSources }, { filePublicKeys }] = await Promise.all([
    import('./verification-sources.js'),
    import('../../adapters/folder/file-public-keys.js'),
  ]);
  if (local) return localSources(ports, local.logs, await filePublicKeys(local.keys));
  if (!outputs || place.kind !== 'stack') throw new UsageError('the store has no outputs: expected a deployed stack');
  return stackSources(ports, outputs, place, keyFile === undefined ? undefined : await filePublicKeys(keyFile));
}
