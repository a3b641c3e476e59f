import { casesOfRule } from '../../../lib/adapters/folder/rule-cases';
import { readPackCases } from '../../core/rules/pack-cases';
import { casesTextOf, PACK_NAMES } from '../../core/rules/pack-files';

it('has the cases of every rule of the pack, as their files have them', async () => {
  for (const name of PACK_NAMES) {
    const { match, noMatch } = readPackCases(casesTextOf(name));
    const names = (cases: readonly { readonly name: string }[]) => cases.map((each) => ({ name: each.name }));
    expect(await casesOfRule(`/anywhere/${name}.yml`)).toMatchObject({ match: names(match), noMatch: names(noMatch) });
  }
});

it('has those of correlations', async () => {
  expect(await casesOfRule('correlations/denials-by-address.yml')).toMatchObject({
    cases: expect.arrayContaining([{ name: 'as many as it takes', alerts: 1, events: expect.any(Array) }]),
  });
});

it.each(['mine.yml', 'constructor', ''])('has none of the rule in %s, which is of another folder', async (file) => {
  expect(await casesOfRule(file)).toBeUndefined();
});
