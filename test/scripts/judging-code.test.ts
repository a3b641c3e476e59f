import { judgingCode } from '../../scripts/judging-code';

it('has what decides whether a rule catches a row, with the packages that it uses, and no comments', async () => {
  const code = await judgingCode();
  const parts = ['PackJudge', 'RE2JS', 'LosslessNumber', 'compileFieldPath', 'Every test of every rule'];
  // Whoever reads a failure needs no half megabyte of code.
  expect(parts.filter((part) => code.includes(part))).toEqual(parts.slice(0, 4));
  expect((await judgingCode()) === code).toBe(true);
});
