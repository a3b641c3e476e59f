import { parseRecord } from '../../../lib/core/record/parse-record';
import { extraTermsOf } from '../../../lib/core/rows/extra-terms';

const record = parseRecord(
  '{"requestParameters":{"documentName":"D","ids":["a","b",["c"],{"d":1},null,""],"n":12345678901234567890,"ok":false,"o":{}},"__proto__":{"x":"y"}}',
);

it.each<[string, readonly string[]]>([
  ['requestParameters.documentName', ['D']],
  ['requestParameters.ids', ['a', 'b']],
  ['requestParameters.n', ['12345678901234567890']],
  ['requestParameters.ok', ['false']],
  ['requestParameters.o', []],
  ['requestParameters.missing.deeper', []],
  ['__proto__.x', ['y']],
  ['constructor.name', []],
])('reads %s', (path, values) => {
  expect(extraTermsOf(record, [path])).toEqual([[path, values]]);
});
