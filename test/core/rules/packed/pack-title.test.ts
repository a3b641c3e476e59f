import { compilePack } from '../../../../lib/core/rules/packed/compiled-pack';
import { makePackTitle } from '../../../../lib/core/rules/packed/make-pack-title';
import { packText } from '../../../../lib/core/rules/packed/pack-text';
import { parsePackTitle } from '../../../../lib/core/rules/packed/pack-title';
import { ruleText } from '../rule-text';

const PACK = compilePack([
  { file: 'a.yml', text: ruleText('s: {eventName: A}\ncondition: s', { id: 'a', title: '“A”' }) },
]);

it('is read from the first line, whatever the rest is', () => {
  const title = makePackTitle(PACK, 'code');
  const [first] = packText(title, PACK).split('\n');
  expect(parsePackTitle(Buffer.from(`${first}\nnot JSON`))).toEqual(title);
});
