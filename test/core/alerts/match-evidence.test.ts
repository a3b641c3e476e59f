import { matchEvidence } from '../../../lib/core/alerts/match-evidence';
import type { JsonObject } from '../../../lib/core/record/json';

const evidence = (fields: readonly string[], record: JsonObject) => matchEvidence({ selections: [], fields }, record);

describe('matchEvidence', () => {
  it('names the selections that matched and the values of their fields', () => {
    const reason = { selections: ['selection', 'succeeded'], fields: ['eventName', 'errorCode'] };
    expect(matchEvidence(reason, { eventName: 'StartSession' })).toEqual([
      'selections: selection, succeeded',
      'eventName = "StartSession"',
      'errorCode = (absent)',
    ]);
  });

  it('shows a list once, and of what stands behind a list the first values', () => {
    const resources = ['a', 'b', 'c', 'd'].map((ARN) => ({ ARN }));
    expect(evidence(['ids', 'resources.ARN'], { ids: ['x', 'y'], resources })).toEqual([
      'ids = ["x","y"]',
      'resources.ARN = "a" | "b" | "c"',
    ]);
  });

  it('cuts long values and long lists of fields', () => {
    const [long] = evidence(['value'], { value: 'x'.repeat(1000) });
    expect(long?.length).toBeLessThan(220);
    const many = evidence(
      Array.from({ length: 20 }, (_, index) => `field${index}`),
      {},
    );
    expect(many).toHaveLength(16);
    expect(many.at(-1)).toBe('and 5 more fields');
  });
});
