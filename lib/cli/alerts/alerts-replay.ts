import { Command } from 'commander';
import { planned } from '../../core/query/planned-query';
import { CorruptRows } from '../../core/rows/corrupt-rows';
import { type NamesFlag, namesFor, withNamesFlag } from '../names/names-flag';
import { keptIn, sayAnswerNotes } from '../query/answer-notes';
import { clockOf, type LocalTimeFlag, withLocalTime } from '../render/local-time';
import { printAnswer } from '../render/print-answer';
import { STRICT_FLAG } from '../render/say-notes';
import { configOption, ruleOption, rulesOption } from '../rules/rule-flags';
import { type StoreFlags, storePlace, storeWords, withStore, withStoreFlags } from '../store/store';
import { type OutputFlags, say, withOutputFlags } from '../terminal/output';
import { timeRange, type WindowFlags, withWindowFlags } from '../window/window-flags';
import { configuredMatcher, type MatcherFlags } from './configured-matcher';
import { expectedAlertsAnswer } from './expected-alerts-answer';
import { sayUncounted } from './say-uncounted';

interface Flags extends MatcherFlags, StoreFlags, OutputFlags, WindowFlags, LocalTimeFlag, NamesFlag {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly strict?: true;
}

/** The default window: a day, as an age. */
const DEFAULT_WINDOW = '24h';

/** `ssm-audit alerts replay` */
export function alertsReplayCommand(): Command {
  const window = { since: `${DEFAULT_WINDOW} before the end` };
  return withNamesFlag(withLocalTime(withOutputFlags(withWindowFlags(withStoreFlags(new Command('replay')), window))))
    .description('show the alerts that rules and topics make of stored events; sends nothing')
    .option('--account <id>', 'recipientAccountId; you can repeat it', collect)
    .option('--region <region>', 'awsRegion; you can repeat it', collect)
    .addOption(ruleOption())
    .addOption(rulesOption())
    .addOption(configOption())
    .option(...STRICT_FLAG)
    .action(replay);
}

async function replay(flags: Flags): Promise<void> {
  const now = new Date();
  const window = timeRange(flags, now, DEFAULT_WINDOW);
  const range = { ...window, accounts: flags.account ?? [], regions: flags.region ?? [] };
  const names = await namesFor(flags, process.env);
  const { match, expected } = await configuredMatcher(flags);
  await withStore(storePlace(flags, process.env), async ({ ports, outputs }) => {
    const { replayAlerts } = await import('../../app/alert/replay-alerts.js');
    const corrupt = new CorruptRows();
    const { reader, receipts } = ports.reading(corrupt);
    const { alerts, events, quarantined } = await replayAlerts(
      { reader, now: () => now, corrupt },
      range,
      match,
      expected,
    );
    await printAnswer(expectedAlertsAnswer(alerts, clockOf(flags), names), flags);
    sayUncounted(expected.uncounted);
    say(`ssm-audit: ${alerts.length} alerts from ${events} stored events${inQuarantine(quarantined)}`);
    const context = { ...flags, storeWords: storeWords(flags) };
    await sayAnswerNotes(
      { reader, receipts, corrupt, ...keptIn(outputs) },
      planned(range),
      events + quarantined,
      context,
    );
  });
}

function inQuarantine(records: number): string {
  return records === 0 ? '' : ` and ${records} record${records === 1 ? '' : 's'} in quarantine`;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
