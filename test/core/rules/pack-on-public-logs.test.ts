import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyedMatch, matchesByGroup } from '../../../lib/core/alerts/keyed-match';
import { planMessages } from '../../../lib/core/alerts/message-plan';
import { readEvent } from '../../../lib/core/event/read-event';
import { isJsonObject, type JsonObject, member } from '../../../lib/core/record/json';
import type { Rule } from '../../../lib/core/rules/rule';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { loadPack } from './pack-files';

const DATA = join(__dirname, '../../../../shared/data');
const ATTACKS = join(DATA, 'DataDog__stratus-red-team/docs/detonation-logs');
const DELIVERED = join(DATA, 'invictus-ir__aws_dataset/CloudTrail');

/** What an hour of somebody's routine, or an attack, may cost in messages at the most, digests included. */
const MOST_ALERTS = 25;

const compiled = compileRules(loadPack().rules);

function recordsIn(path: string): readonly JsonObject[] {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const records: unknown = Array.isArray(content) ? content : member(content, 'Records');
  return Array.isArray(records) ? records.filter(isJsonObject) : [];
}

function deliveredRecords(): readonly JsonObject[] {
  return readdirSync(DELIVERED).flatMap((file) => recordsIn(join(DELIVERED, file)));
}

interface Fired {
  readonly rule: Rule;
  readonly record: JsonObject;
}

function firedBy(records: readonly JsonObject[]): readonly Fired[] {
  return records.flatMap((record) => compiled.matches(record).map(({ rule }) => ({ rule, record })));
}

const SETTINGS = { windowMs: 3_600_000, joinsMatches: false };

/** The messages about what fired, digests included: at most one in five minutes for a group. */
function messagesOf(fired: readonly Fired[]): number {
  const matches = fired.map(({ rule, record }) => {
    const reading = readEvent(record, '');
    if (reading.kind !== 'event') throw new Error(`a record cannot be indexed: ${reading.reason}`);
    const event = { ref: String(record['eventID']), ...reading.event };
    return keyedMatch({ rule, topics: ['everything'], observed: { event, record } });
  });
  const plans = [...matchesByGroup(matches).values()].map((group) => planMessages(group, [], SETTINGS));
  const digestsOf = ({ suppressed }: (typeof plans)[number]) =>
    new Set(suppressed.map(({ keyed }) => Math.floor(keyed.time / 300_000))).size;
  return plans.reduce((sum, plan) => sum + plan.messages.length + digestsOf(plan), 0);
}

const hasAgent = (text: string) => (record: JsonObject) => String(record['userAgent']).includes(text);
const filesOf = (fired: readonly Fired[]) => [...new Set(fired.map(({ rule }) => rule.file))].sort();

const whereThereIsData = existsSync(DATA) ? describe : describe.skip;

whereThereIsData('the pack on public logs (skipped where ../shared/data is absent)', () => {
  it('fires on the recorded attack with SendCommand', () => {
    const attack = recordsIn(join(ATTACKS, 'aws.execution.ssm-send-command.json'));
    expect(filesOf(firedBy(attack))).toEqual(['send-command-by-person']);
  });

  it('fires on the recorded attack with StartSession', () => {
    const attack = recordsIn(join(ATTACKS, 'aws.execution.ssm-start-session.json'));
    expect(filesOf(firedBy(attack))).toEqual([
      'session-started',
      'session-with-long-term-key',
      'session-without-reason',
    ]);
  });

  it('is silent about the traffic of the agent', () => {
    const traffic = deliveredRecords().filter(hasAgent('amazon-ssm-agent/'));
    expect(traffic.length).toBeGreaterThan(0);
    expect(firedBy(traffic)).toEqual([]);
  });

  it('says little about Terraform, and that at a low level', () => {
    const traffic = deliveredRecords().filter(hasAgent('Terraform'));
    expect(traffic.length).toBeGreaterThan(0);
    const fired = firedBy(traffic);
    expect(messagesOf(fired)).toBeLessThan(MOST_ALERTS);
    expect(fired.filter(({ rule }) => rule.level !== 'low')).toEqual([]);
  });

  it('tells the attack on parameters among them, in few messages', () => {
    const fired = firedBy(deliveredRecords());
    expect(filesOf(fired)).toEqual([
      'secure-string-read-by-person',
      'secure-strings-read-in-bulk',
      'send-command-by-person',
    ]);
    expect(messagesOf(fired)).toBeLessThan(MOST_ALERTS);
  });
});
