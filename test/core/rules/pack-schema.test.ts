import Ajv2020 from 'ajv/dist/2020';
import { parse } from 'yaml';
import { isJsonObject } from '../../../lib/core/record/json';
import { PACK_NAMES, ruleTextOf } from './pack-files';
import { SIGMA_RULE_SCHEMA } from './sigma-schema';

/** The keys of the schema and ours. The schema allows any other, so that a slip in one would go unnoticed. */
const KEYS = ['title', 'id', 'status', 'description', 'references', 'author', 'date', 'tags', 'logsource', 'detection'];
const LAST_KEYS = ['falsepositives', 'level', 'nextSteps'];

describe('the shape of a rule', () => {
  it.each(PACK_NAMES)('has the same keys in the same order: %s', (name) => {
    const document: unknown = parse(ruleTextOf(name));
    expect(isJsonObject(document) && Object.keys(document)).toEqual([...KEYS, ...LAST_KEYS]);
  });
});

describe('the shape that Sigma 2.1 asks of a rule', () => {
  const accepts = new Ajv2020({ strict: false }).compile(SIGMA_RULE_SCHEMA);

  it.each(PACK_NAMES)('is that of %s', (name) => {
    accepts(parse(ruleTextOf(name)));
    expect(accepts.errors ?? []).toEqual([]);
  });

  it.each([
    ['no title', { title: undefined }],
    ['an id that is no UUID', { id: 'rule-1' }],
    ['a level that there is not', { level: 'severe' }],
    ['a date in another form', { date: '2025/01/02' }],
    ['a tag without a namespace', { tags: ['execution'] }],
    ['a detection without a condition', { detection: { selection: { eventName: 'X' } } }],
    ['a selection of nothing', { detection: { selection: {}, condition: 'selection' } }],
  ])('is not that of a rule with %s', (_, change) => {
    expect(accepts({ ...parse(ruleTextOf(PACK_NAMES[0] ?? '')), ...change })).toBe(false);
  });
});
