import { rulePackFolder, ruleSources } from '../lib/adapters/folder/rule-folder';
import { readAlertConfiguration } from '../lib/core/alerts/configuration/alert-configuration';
import { compileSelected } from '../lib/core/alerts/correlations/correlating';
import { compileMatcher } from '../lib/core/alerts/event-matcher';
import { loadRules } from '../lib/core/rules/load-rules';
import { BENCH_TOPIC, type BenchRules } from './alert-function';

/** Calls that are a tenth of generated events together. */
const CALLS = {
  acts: ['StartSession', 'SendCommand', 'StartAutomationExecution', 'GetParameter'],
  other: ['PutParameter', 'GetParameters', 'DescribeParameters'],
};

const rule = (id: string, selection: string, level = 'medium') => `title: Events of ${id}
id: ${id}
name: ${id}
level: ${level}
logsource: {product: aws, service: cloudtrail}
detection:
  selection: {${selection}}
  condition: selection
`;

/** Of random hexadecimal digits, three endings of 256 are a good hundredth; critical, so that each is published. */
const HUNDREDTH = rule('hundredth', "eventID|endswith: ['00', '55', 'aa']", 'critical');

/** Ten correlations of each type, with timespans and thresholds as the shipped ones have. */
const CORRELATIONS = [
  'type: event_count, timespan: 10m, condition: {gte: 10}',
  'type: event_count, timespan: 1h, condition: {gte: 15}',
  'type: event_count, timespan: 1d, condition: {gte: 25}',
  'type: value_count, timespan: 1h, condition: {gte: 5, field: sourceIPAddress}',
  'type: value_count, timespan: 1h, condition: {gte: 10, field: eventID}',
  'type: value_count, timespan: 1d, condition: {gte: 25, field: eventID}',
  'type: temporal, timespan: 10m',
  'type: temporal_ordered, timespan: 10m',
  'type: temporal_ordered, timespan: 1h',
].map(
  (body, at) =>
    `title: Correlation ${at}\nid: correlation-${at}\ncorrelation: {rules: [acts, other], group-by: [ssmAudit.principal, recipientAccountId], ${body}}\n`,
);

const FIRST_SIGHT = `title: First sight
id: first-sight
correlation: {rules: [either]}
ssmAudit: {firstSeen: {field: [eventName], group-by: [ssmAudit.principal, recipientAccountId], learn: 0s}}
`;

const TEXT = [
  ...Object.entries(CALLS).map(([name, calls]) => rule(name, `eventName: [${calls.join(', ')}]`)),
  rule('either', `eventName: [${Object.values(CALLS).flat().join(', ')}]`),
  ...CORRELATIONS,
  FIRST_SIGHT,
].join('---\n');

/**
 * All rules of the project and one that publishes a hundredth of the events, with or without ten correlations that count
 * a tenth of them.
 */
export async function rulesOfBench(withCorrelations: boolean): Promise<BenchRules> {
  const pack = (await ruleSources(rulePackFolder())).filter(({ file }) => !file.includes('correlations'));
  const own = [HUNDREDTH, ...(withCorrelations ? [TEXT] : [])].map((text, at) => ({ file: `bench-${at}.yml`, text }));
  const { rules, correlations, refused } = loadRules([...pack, ...own]);
  if (refused.length > 0)
    throw new TypeError(`a rule was refused: ${JSON.stringify(refused)}; expected every one to load`);
  const selected = ['hundredth', ...correlations.map(({ id }) => id)];
  const configuration = readAlertConfiguration({ 'ssm-audit:alertTopics': [{ name: BENCH_TOPIC, rules: selected }] });
  return {
    match: compileMatcher(rules, configuration),
    correlating: compileSelected(correlations, configuration),
  };
}
