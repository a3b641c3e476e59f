import { stringifyKeepingDigits } from '../../../lib/core/explorer/exact-numbers';
import { readMessage } from '../../../lib/core/explorer/messages';

it('keeps the digits of the numbers in a document', () => {
  const document = '{"large":9007199254740993,"deep":[{"small":1e-400}],"text":"9007199254740993"}';
  const message = readMessage(`{"type":"document","document":${document}}`);
  expect(message.type === 'document' && JSON.parse(stringifyKeepingDigits(message.document))).toEqual(
    JSON.parse(document),
  );
  expect(message.type === 'document' && stringifyKeepingDigits(message.document)).toContain('9007199254740993,');
});

it('reads a line as it is', () => {
  expect(readMessage('{"type":"end","rows":3}')).toEqual({ type: 'end', rows: 3 });
  expect(() => readMessage('{"type":"end"')).toThrow(SyntaxError);
});
