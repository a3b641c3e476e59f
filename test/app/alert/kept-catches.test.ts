import { KeptCatches } from '../../../lib/app/alert/kept-catches';
import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { overridden } from '../../../lib/core/alerts/configuration/rule-overrides';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import type { PackTitle } from '../../../lib/core/rules/packed/pack-title';
import { auditEvent, rowOf } from '../../core/rows/events';

const PACK: PackTitle = {
  fingerprint: 'f1',
  rules: [
    { id: 'low', title: 'Low', level: 'low' },
    { id: 'critical', title: 'Critical', level: 'critical' },
    { id: 'high', title: 'High', level: 'high' },
    { id: 'other', title: 'Other', level: 'low' },
  ],
};

function foundEvents(count: number): readonly FoundEvent[] {
  const events = Array.from({ length: count }, (_, at) => auditEvent({ eventID: `e-${at}` }));
  return events.map((event) => ({ event: storedEvent(rowOf(event, {})) }));
}

/** The ids of the rules that are known to catch each of some events, of which this is kept; undefined for one that is left to be judged. */
async function answers(kept: readonly (string | undefined)[], rules = PACK.rules) {
  const found = foundEvents(kept.length);
  const { caught, unjudged } = await new KeptCatches({ catches: async () => kept }, PACK, rules).of(found);
  return found.map((each) =>
    unjudged.includes(each) ? undefined : (caught.get(each.event.ref) ?? []).map(({ id }) => id),
  );
}

it('gives the rules that are kept by their ids, the severest first, those of one level in the order of the pack', async () => {
  const kept = ['["f1"]', '["f1","other","low","critical"]', undefined, '["f1","high"]', '["f1"]'];
  expect(await answers(kept)).toEqual([[], ['critical', 'low', 'other'], undefined, ['high'], []]);
});

it('gives them as a deployment has them', async () => {
  const overrides = { disabled: ['critical'], levels: new Map([['other', 'high' as const]]) };
  const rules = overridden(PACK.rules, overrides);
  expect(await answers(['["f1","low","critical","other"]', '["f1","critical"]'], rules)).toEqual([
    ['other', 'low'],
    [],
  ]);
});

it.each([
  '["f2"]',
  '["f2","low"]',
  '["f1","unknown"]',
  '["f1","low","unknown"]',
  '[]',
  '["f1",1]',
  'low',
  '{',
  '__proto__',
])('leaves what another pack found, or somebody else wrote, to be judged: %s', async (text) => {
  expect(await answers([text, '["f1","low"]'])).toEqual([undefined, ['low']]);
});

it('leaves all to be judged where a store keeps nothing', async () => {
  const found = foundEvents(2);
  const { caught, unjudged } = await new KeptCatches({}, PACK, PACK.rules).of(found);
  expect([[...caught], unjudged]).toEqual([[], found]);
});
