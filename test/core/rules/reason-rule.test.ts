import { loadRules } from '../../../lib/core/rules/load-rules';
import { reasonRule } from '../../../lib/core/rules/reason-rule';

const session = (reason?: string) => ({
  eventSource: 'ssm.amazonaws.com',
  eventName: 'StartSession',
  requestParameters: { target: 'i-0123456789abcdef0', ...(reason !== undefined && { reason }) },
});

it('matches sessions whose reason is missing or not as agreed', () => {
  const { rules, refused, findings } = loadRules([reasonRule('^[A-Z]+-[0-9]+: ')]);
  expect({ refused, findings }).toEqual({ refused: [], findings: [] });
  const [rule] = rules;
  expect(rule?.level).toBe('medium');
  const records = [session(), session(''), session('because'), session('OPS-1842: disk full')];
  expect(records.map((record) => rule?.matches(record))).toEqual([true, true, true, false]);
  expect(rule?.matches({ ...session(), errorCode: 'AccessDenied' })).toBe(false);
});

it('asks for no reason where Fleet Manager opens a desktop, and for one where it opens anything else', () => {
  const [rule] = loadRules([reasonRule('OPS')]).rules;
  const service = 'ssm-guiconnect.amazonaws.com';
  const opened = { ...session(), sourceIPAddress: service, userIdentity: { invokedBy: service } };
  const requestParameters = { ...opened.requestParameters, documentName: 'AWS-StartPortForwardingSession' };
  expect(rule?.matches({ ...opened, requestParameters })).toBe(false);
  expect(rule?.matches(opened)).toBe(true);
});

it('takes any characters for a pattern, and refuses what is none', () => {
  const [rule] = loadRules([reasonRule("it's \\$& {pattern}: #")]).rules;
  expect(rule?.matches(session("it's $& {pattern}: #"))).toBe(false);
  expect(loadRules([reasonRule('(')]).refused).toEqual([
    expect.objectContaining({ file: 'reasonPattern', message: expect.stringContaining('re "("') }),
  ]);
});
