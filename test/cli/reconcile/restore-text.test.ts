import { restoreText } from '../../../lib/cli/reconcile/restore-text';

it('gives the command that restores them all', () => {
  expect(restoreText(1_000, 'for key in …', [])).toBe('restore them with: for key in …');
});

it('says of too many for a command how many it restores, and what names all', () => {
  const text = restoreText(1_001, 'for key in …', ['--stack', 'audit']);
  expect(text).toMatch(/reconcile --output json --stack audit .* names each under "archived"/);
  expect(text).toMatch(/restores 1000 of them and no other file: for key in …$/);
});
