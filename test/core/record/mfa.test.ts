import { mfaText } from '../../../lib/core/record/mfa';

const withMfa = (mfaAuthenticated: string | boolean) => ({
  userIdentity: { sessionContext: { attributes: { mfaAuthenticated } } },
});

it.each([
  ['yes', withMfa('true')],
  ['yes', withMfa(true)],
  ['no', withMfa('false')],
  ['no', withMfa(false)],
  ['not recorded', withMfa('maybe')],
  ['not recorded', { userIdentity: { type: 'IAMUser' } }],
  ['not recorded', undefined],
])('says %s', (text, record) => {
  expect(mfaText(record)).toBe(text);
});
