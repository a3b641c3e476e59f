import type { JsonObject } from '../../../../lib/core/record/json';
import { loadRules } from '../../../../lib/core/rules/load-rules';
import { compilePack, RefusedPackError } from '../../../../lib/core/rules/packed/compiled-pack';
import { type EventKind, PackRules } from '../../../../lib/core/rules/packed/rule-pack';
import { compileRules } from '../../../../lib/core/rules/rule-set';
import { sampleDeliveries } from '../../../../samples/sample-deliveries';
import { PACK_NAMES, ruleTextOf } from '../pack-files';

const PACK = PACK_NAMES.map((file) => ({ file, text: ruleTextOf(file) }));

function rule(title: string, detection: string): string {
  return `title: ${title}\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: ${detection}, condition: s}`;
}

/** The titles of the rules of a pack for an event, after a round trip through JSON. */
function titlesFor(text: string, kind: EventKind): readonly string[] {
  const pack = new PackRules(JSON.parse(JSON.stringify(compilePack([{ file: 'a.yml', text }]))));
  return pack.for(kind).map(({ title }) => title);
}

describe('rules for the kind of an event', () => {
  const text = [
    rule('by name', '{eventName: [SendCommand, StartSession]}'),
    rule('by source', '{eventSource: ssm.amazonaws.com}'),
    rule('by name and source', '{eventName: StartSession, eventSource: ssm.amazonaws.com}'),
    rule('by part of a name', "{eventName|startswith: 'Start'}"),
  ].join('\n---\n');

  it.each([
    [{ eventName: 'SendCommand', eventSource: 'ssm.amazonaws.com' }, ['by name', 'by source', 'by part of a name']],
    [{ eventName: 'startsession', eventSource: 'x' }, ['by name', 'by part of a name']],
    [{ eventName: 'Other', eventSource: 'x' }, ['by part of a name']],
    [{}, ['by name', 'by source', 'by name and source', 'by part of a name']],
  ])('%j', (kind, titles) => {
    expect(titlesFor(text, kind)).toEqual(titles);
  });

  it('leaves out rules that only correlations count, and keeps those that generate', () => {
    const counted = (name: string, generate: boolean) => `${rule(name, '{eventName: A}')}
name: ${name}
---
title: counts ${name}
correlation: {type: event_count, rules: [${name}], group-by: [awsRegion], timespan: 5m, condition: {gte: 3}, generate: ${generate}}`;
    const both = `${counted('quiet', false)}\n---\n${counted('heard', true)}`;
    expect(titlesFor(both, { eventName: 'A' })).toEqual(['heard']);
  });

  it('applies the filters of the pack', () => {
    const filter = `title: but not these
logsource: {product: aws, service: cloudtrail}
filter: {rules: any, s: {awsRegion: eu-west-1}, condition: not s}`;
    const pack = new PackRules(
      compilePack([{ file: 'a.yml', text: `${rule('r', '{eventName: A}')}\n---\n${filter}` }]),
    );
    const matches = (awsRegion: string) => pack.for({ eventName: 'A' })[0]?.matches({ eventName: 'A', awsRegion });
    expect([matches('eu-west-1'), matches('eu-west-2')]).toEqual([false, true]);
  });
});

it('refuses a pack with a file that does not load', () => {
  const sources = [{ file: 'bad.yml', text: 'title: [' }];
  expect(() => compilePack(sources)).toThrow(RefusedPackError);
  expect(() => compilePack(sources)).toThrow('bad.yml:1: ');
});

function sampleRecords(): readonly JsonObject[] {
  return sampleDeliveries().flatMap(({ records }) => records);
}

it('finds for each sample record what all rules of the pack find', () => {
  const heard = loadRules(PACK).rules.filter(({ isQuiet }) => !isQuiet);
  const all = compileRules(heard);
  const pack = new PackRules(compilePack(PACK));
  let caught = 0;
  for (const record of sampleRecords()) {
    const { eventName, eventSource } = record;
    const few = compileRules(pack.for({ eventName: String(eventName), eventSource: String(eventSource) }));
    const ids = (set: typeof all) => set.matches(record).map(({ rule: { id } }) => id);
    expect(ids(few)).toEqual(ids(all));
    caught += ids(few).length;
  }
  expect(caught).toBeGreaterThan(50);
});
