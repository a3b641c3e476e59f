import { casesOfRule } from '../../adapters/folder/rule-cases';
import { replayAlerts } from '../../app/alert/replay-alerts';
import { note } from '../../app/completeness/answer-note';
import type { PageAddress } from '../../core/explorer/page-address';
import type { PlannedQuery } from '../../core/query/planned-query';
import type { RuleMetadata } from '../../core/rules/rule';
import { listedRules } from '../alerts/alerts-list';
import { sendLacks } from './answer-lacks';
import type { Asking } from './asking';
import type { ExplorerRules } from './explorer-rules';

/** Answers the page of alerts: what `alerts replay` prints as JSON. */
export async function answerAlerts(
  asking: Asking,
  page: PageAddress,
  asked: PlannedQuery,
  rules: ExplorerRules,
): Promise<void> {
  const { match, expected } = await rules.matcher();
  const { query } = asked;
  const { alerts, events, quarantined } = await replayAlerts(asking.dependencies(), query, match, expected);
  await asking.sendDocument(JSON.stringify(alerts));
  const { absent, omitted } = expected.uncounted;
  if (absent + omitted > 0)
    await asking.sendNotes([
      note(
        `correlations do not count ${absent} events without a field that they group by, and ${omitted} combinations`,
      ),
    ]);
  await sendLacks(asking, asked, events + quarantined, page);
  await asking.send({ type: 'end', rows: alerts.length });
}

/** Answers which rules there are: what `alerts list` prints, with what each rule says of itself; of one rule, with its cases. */
export async function answerRules(asking: Asking, rules: ExplorerRules, id?: string): Promise<void> {
  const loaded = await rules.loaded();
  const said = new Map([...loaded.rules, ...loaded.correlations].map((rule) => [rule.id, saidBy(rule)]));
  const listed = listedRules(loaded)
    .filter((rule) => id === undefined || rule.id === id)
    .map((rule) => ({ ...rule, ...said.get(rule.id) }));
  const cases = await Promise.all(listed.map(({ file }) => (id === undefined ? undefined : casesOfRule(file))));
  await asking.sendDocument(
    JSON.stringify(listed.map((rule, at) => ({ ...rule, ...(cases[at] && { cases: cases[at] }) }))),
  );
  await asking.send({ type: 'end', rows: listed.length });
}

function saidBy({ description, falsepositives, references, nextSteps }: Omit<RuleMetadata, 'logsource'>): object {
  return { ...(description !== undefined && { description }), falsepositives, references, nextSteps };
}
