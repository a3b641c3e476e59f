import { readMessage } from '../../../lib/core/explorer/messages';
import { stringifyRecord } from '../../../lib/core/record/parse-record';

it('keeps the digits of the numbers in a document', () => {
  const document = '{"large":9007199254740993,"deep":[{"small":1e-400}],"text":"9007199254740993"}';
  const message = readMessage(`{"type":"document","document":${document}}`);
  expect(message.type === 'document' && stringifyRecord(message.document as never)).toBe(document);
});

it('reads a line as it is', () => {
  expect(readMessage('{"type":"end","rows":3}')).toEqual({ type: 'end', rows: 3 });
  expect(() => readMessage('{"type":"end"')).toThrow(SyntaxError);
});
