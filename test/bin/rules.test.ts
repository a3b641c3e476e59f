import { compile } from '../../bin/rules';
import { NotARecordError } from '../../lib/core/record/parse-record';

const text = `
title: A parameter of that size
id: large-parameter
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: PutParameter, requestParameters.size: '12345678901234567890' }
  condition: selection
level: high
`;

const rules = compile([
  { file: 'large.yml', text },
  { file: 'broken.yml', text: 'title: [' },
]);

const RECORD = '{"eventName":"PutParameter","requestParameters":{"size":12345678901234567890}}';

describe('the rules that the package exports', () => {
  it('match a record given as text or bytes, with all digits of its numbers', () => {
    for (const record of [RECORD, Buffer.from(RECORD)]) {
      expect(rules.match(record).map(({ rule }) => rule.id)).toEqual(['large-parameter']);
    }
  });

  it('match a record that was parsed', () => {
    const record = { eventName: 'PutParameter', requestParameters: { size: '12345678901234567890' } };
    const [match] = rules.match(record);
    expect(match?.why()).toEqual({ selections: ['selection'], fields: ['eventName', 'requestParameters.size'] });
    expect(rules.match({ ...record, eventName: 'GetParameter' })).toEqual([]);
  });

  it('name the documents that are not taken', () => {
    expect(rules.rules.map(({ title }) => title)).toEqual(['A parameter of that size']);
    expect(rules.refused).toEqual([{ file: 'broken.yml', line: expect.any(Number), message: expect.any(String) }]);
  });

  it('refuse what is no record', () => {
    expect(() => rules.match([])).toThrow(NotARecordError);
    expect(() => rules.match('{')).toThrow(SyntaxError);
  });
});
