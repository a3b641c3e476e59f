import { alertEvent } from '../../../../lib/core/alerts/event-bus/alert-event';

const HEAD = { rule: 'a-rule', subject: 'HIGH: A rule', cause: 'c', deduplicationId: 'd' };

it('has the id of the rule as its detail type, and the alert with what it is as its detail', () => {
  const { source, detailType, detail } = alertEvent(HEAD, { rule: 'a-rule', count: 2 });
  expect([source, detailType]).toEqual(['ssm-audit', 'a-rule']);
  expect(JSON.parse(detail)).toEqual({
    subject: 'HIGH: A rule',
    cause: 'c',
    deduplicationId: 'd',
    rule: 'a-rule',
    count: 2,
  });
});

it.each([
  ['long', 'x'.repeat(300), 'x'.repeat(128)],
  ['of several bytes a character', '서'.repeat(100), '서'.repeat(42)],
  ['of several lines', 'a\nb\u202e', 'a·b·'],
])('takes a rule’s id that is %s', (_, rule, expected) => {
  expect(alertEvent({ ...HEAD, rule }, {}).detailType).toBe(expected);
});

it('leaves no character in its detail that reorders or hides text', () => {
  const { detail } = alertEvent(HEAD, { actor: 'a\u202eb\u0000' });
  expect(detail).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(JSON.parse(detail).actor).toBe('a\u202eb\u0000');
});
