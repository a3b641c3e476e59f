import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { isJsonObject } from '../../../lib/core/record/json';
import { PACK_NAMES, ruleTextOf } from './pack-files';

const SCHEMA = join(__dirname, '../../../../shared/data/sigma-specification/sigma-detection-rule-schema.json');

/** The keys of the schema and ours. It allows any other, so that a slip in one would go unnoticed. */
const KEYS = ['title', 'id', 'status', 'description', 'references', 'author', 'date', 'tags', 'logsource', 'detection'];
const LAST_KEYS = ['falsepositives', 'level', 'nextSteps'];

describe('the shape of a rule', () => {
  it.each(PACK_NAMES)('has the same keys in the same order: %s', (name) => {
    const document: unknown = parse(ruleTextOf(name));
    expect(isJsonObject(document) && Object.keys(document)).toEqual([...KEYS, ...LAST_KEYS]);
  });
});

const whereThereIsASchema = existsSync(SCHEMA) ? describe : describe.skip;

whereThereIsASchema('the schema of Sigma 2.1 (skipped where ../shared/data is absent)', () => {
  let accepts: ValidateFunction;

  beforeAll(() => {
    const schema: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
    if (!isJsonObject(schema)) throw new Error(`no schema in ${SCHEMA}`);
    accepts = new Ajv2020({ strict: false, formats: { uuid: /^[0-9a-f-]{36}$/ } }).compile(schema);
  });

  it.each(PACK_NAMES)('accepts %s', (name) => {
    accepts(parse(ruleTextOf(name)));
    expect(accepts.errors ?? []).toEqual([]);
  });
});
