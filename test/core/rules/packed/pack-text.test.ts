import { compilePack } from '../../../../lib/core/rules/packed/compiled-pack';
import { makePackTitle } from '../../../../lib/core/rules/packed/make-pack-title';
import { packText, parsePack } from '../../../../lib/core/rules/packed/pack-text';

const RULE = (title: string) => `
title: ${title}
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StartSession, 'requestParameters.target|re': '^i-[0-9]+$' }
  condition: selection
`;

const PACK = compilePack([
  { file: 'a.yml', text: RULE('First') },
  { file: 'b.yml', text: `${RULE('Second, with “odd” characters')}---${RULE('Third')}` },
]);

const TEXT = packText(makePackTitle(PACK, 'code'), PACK);

it('gives back the pack', () => {
  expect(JSON.parse(JSON.stringify(parsePack(TEXT)))).toEqual(JSON.parse(JSON.stringify(PACK)));
});

it('parses the documents of no file before somebody asks for them', () => {
  const [title, index, first] = TEXT.split('\n');
  const { files, rules } = parsePack([title, index, first, 'not JSON', ''].join('\n'));
  expect(rules).toEqual(PACK.rules);
  expect(files[0]?.documents).toEqual(PACK.files[0]?.documents);
  expect(files[1]?.file).toBe('b.yml');
  expect(() => files[1]?.documents).toThrow(SyntaxError);
});

it('names the regular expressions that the rules have', () => {
  expect(parsePack(TEXT).expressions).toContain('0 ^i-[0-9]+$');
});
