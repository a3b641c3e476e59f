import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { isStalled, type RebuildState } from '../../app/rebuild/rebuild-state';
import type { TermRebuilder } from '../../app/rebuild/term-rebuilder';
import type { StackOutputs } from '../../contract/stack-outputs';
import { safeText } from '../../core/text/safe-text';
import { printAnswer } from '../render/print-answer';
import { type StoreFlags, type StorePlace, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { EXIT, UsageError } from '../terminal/cli-error';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { ownCommand } from '../terminal/own-command';
import { Progress } from '../terminal/progress';
import { StopSignal } from '../terminal/stop-signal';
import { rebuildAnswer, rebuildRemarks } from './render-rebuild';

interface Flags extends StoreFlags, OutputFlags {
  /** False with `--no-wait`. */
  readonly wait: boolean;
  readonly progress?: true;
}

type StackPlace = Extract<StorePlace, { readonly kind: 'stack' }>;

/** How long to wait between two looks, in milliseconds. */
const LOOK_MS = 5_000;

/** `ssm-audit rebuild-terms` */
export function rebuildTermsCommand(): Command {
  return withOutputFlags(withStoreFlags(new Command('rebuild-terms')))
    .description('make the rows of the Terms table of a stack again from its Events table; you can repeat it')
    .option('--no-wait', 'ask for it, and leave the stack to it')
    .option('--progress', 'only show how far the last rebuild has come')
    .action(rebuildTerms);
}

async function rebuildTerms(flags: Flags): Promise<void> {
  const place = stackPlace(storePlace(flags, process.env));
  const state = await withStore(place, async ({ outputs }) => outputs && asked(flags, place, outputs));
  const again = ownCommand('rebuild-terms', '--progress', ...storeWords({ ...flags, stack: place.stack }));
  if (state === undefined) {
    say(`ssm-audit: nobody has asked for a rebuild of this stack: ${ownCommand('rebuild-terms')} asks for one`);
    process.exitCode = EXIT.incomplete;
    return;
  }
  await printAnswer(rebuildAnswer(state), flags);
  // Whoever only asks for it has just started it.
  const standsStill = flags.wait && isStalled(state, new Date());
  for (const remark of rebuildRemarks(state, again, standsStill)) say(remark);
  const isEmpty = state.endedAt !== undefined && state.partitions.all === 0;
  const isWanting = state.counts.failed > 0 || isEmpty || standsStill;
  if (isWanting) process.exitCode ??= EXIT.incomplete;
}

/** A local store has no table that could be lost alone. */
function stackPlace(place: StorePlace): StackPlace {
  if (place.kind === 'stack') return place;
  throw new UsageError(
    `rebuild-terms is given the local store ${place.folder}: expected --stack NAME, because the terms of a local store stand in the same file as its rows; to make that file again, run ${ownCommand('ingest', 'PATH', '--force')}`,
  );
}

async function asked(flags: Flags, place: StackPlace, outputs: StackOutputs): Promise<RebuildState | undefined> {
  const rebuilder = await rebuilderOf(place, outputs);
  if (flags.progress) return rebuilder.progress();
  const { state, isNew, wasDamaged } = await rebuilder.start();
  if (wasDamaged) {
    say('ssm-audit: nobody can read how far the rebuild before this one had come: this one begins anew');
  }
  if (!isNew) say(`note: a rebuild has been going on since ${safeText(state.startedAt)}: this command joins it`);
  await rebuilder.goOn();
  return flags.wait ? followed(rebuilder, state) : state;
}

async function rebuilderOf({ region, profile }: StackPlace, outputs: StackOutputs): Promise<TermRebuilder> {
  const { dynamoDbClient } = await import('../../adapters/dynamodb/dynamodb-tables.js');
  const { InvokedRebuilder } = await import('../../adapters/lambda/invoked-rebuilder.js');
  const { endpointInEnvironment } = await import('../../adapters/signing/service-endpoint.js');
  const { config } = dynamoDbClient({ ...(region && { region }), ...(profile && { profile }) });
  return new InvokedRebuilder(config, outputs.RebuildFunctionArn, endpointInEnvironment('lambda'));
}

/** Ctrl-C ends the command, not the rebuild. */
async function followed(rebuilder: TermRebuilder, begun: RebuildState): Promise<RebuildState> {
  const { followRebuild } = await import('../../app/rebuild/follow-rebuild.js');
  const stop = new StopSignal();
  const progress = new Progress('rows of Events');
  try {
    return await followRebuild(rebuilder, begun, {
      wait: () => sleep(LOOK_MS, undefined, { signal: stop.abort }).catch(() => undefined),
      signal: stop.abort,
      now: () => new Date(),
      onProgress: ({ counts, partitions }) =>
        progress.at(counts.rows, {
          note: `${counts.written} terms put, ${partitions.done} of ${partitions.all} partitions`,
        }),
    });
  } finally {
    stop.ignore();
    process.exitCode = stop.exitCode;
  }
}
