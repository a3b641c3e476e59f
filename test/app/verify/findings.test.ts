import { Findings } from '../../../lib/app/verify/findings';

it('counts what is as it should be, and names the rest by kind', () => {
  const findings = new Findings();
  findings.confirm();
  findings.confirm(2);
  findings.add('missing', 'a', 'it is gone');
  findings.add('unsigned', 'b', 'nobody vouches for it');
  expect(findings.result()).toEqual({
    valid: 3,
    invalid: [],
    missing: [{ subject: 'a', reason: 'it is gone' }],
    unreadable: [],
    unsigned: [{ subject: 'b', reason: 'nobody vouches for it' }],
  });
});

it('takes over everything that another collection has', () => {
  const [findings, other] = [new Findings(), new Findings()];
  other.confirm(4);
  for (const kind of ['invalid', 'missing', 'unreadable', 'unsigned'] as const) other.add(kind, kind, 'because');
  findings.add('invalid', 'first', 'because');
  findings.merge(other);
  const { valid, ...kinds } = findings.result();
  expect(valid).toBe(4);
  expect(kinds.invalid.map(({ subject }) => subject)).toEqual(['first', 'invalid']);
  expect(Object.values(kinds).map(({ length }) => length)).toEqual([2, 1, 1, 1]);
});
