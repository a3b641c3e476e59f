import { compilePack } from '../../../../lib/core/rules/packed/compiled-pack';
import { makePackTitle } from '../../../../lib/core/rules/packed/make-pack-title';
import { ruleText } from '../rule-text';

function packOf(eventName: string) {
  const text = ruleText(`s: {eventName: ${eventName}}\ncondition: s`, { id: 'one', title: 'One', level: 'low' });
  return compilePack([{ file: 'a.yml', text }]);
}

it('names the rules that raise alerts of their own, in the order of the pack', () => {
  const counted = `${ruleText('s: {eventName: A}\ncondition: s', { id: 'quiet', name: 'quiet' })}---
title: Counts
correlation: {type: event_count, rules: [quiet], group-by: [awsRegion], timespan: 5m, condition: {gte: 3}}
`;
  const second = ruleText('s: {eventName: B}\ncondition: s', { id: 'two', title: 'Two', level: 'high' });
  const first = ruleText('s: {eventName: A}\ncondition: s', { id: 'one', title: 'One', level: 'low' });
  const texts = [first, counted, second];
  const { rules } = makePackTitle(compilePack(texts.map((text, at) => ({ file: `${at}.yml`, text }))), '');
  expect(rules).toEqual([
    { id: 'one', title: 'One', level: 'low' },
    { id: 'two', title: 'Two', level: 'high' },
  ]);
});

it('has another fingerprint for other rules of the same names, and for other code that judges by them', () => {
  const { fingerprint } = makePackTitle(packOf('A'), 'code');
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  expect(makePackTitle(packOf('A'), 'code').fingerprint).toBe(fingerprint);
  expect(makePackTitle(packOf('B'), 'code').fingerprint).not.toBe(fingerprint);
  expect(makePackTitle(packOf('A'), 'other code').fingerprint).not.toBe(fingerprint);
});
