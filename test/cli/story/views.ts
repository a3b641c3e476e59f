import type { ViewRow } from '../../../lib/cli/story/story-days';
import type { StoryView } from '../../../lib/cli/story/story-view';

/** What an attacker may write into a user agent, a session name, a parameter: each in turn is every text of a view. */
export const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</pre></td></table><h1>forged',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '[a link](javascript:alert(1)) ![x](https://example.com/pixel)',
  '| forged | cell |\n| --- | --- |',
  '```\nend of the fence\n```',
  '# a heading\n\n- a list',
  '\u001b[2J\u001b[31mred\u001b[0m',
  '\u202eesrever\u202c and \u2066isolated\u2069',
  'zero\u200bwidth\ufeff and \u0000 \u0007 \u009b1m',
  '日本語の長い名前'.repeat(20),
  '👩‍👩‍👧‍👦'.repeat(40),
  'e\u0301'.repeat(300),
  'x'.repeat(5_000),
  '$(rm -rf ~) `id` ; ls',
  'https://example.com www.example.com a@example.com mailto:a@example.com xmpp:a@b.c/d @octocat #12',
  '`a@example.com` \\`b@example.com\\` |c@example.com|',
];

/** A row of a view. */
export function viewRow(overrides: Partial<ViewRow> = {}): ViewRow {
  return {
    time: '12:00:00',
    mark: '',
    isUnder: false,
    eventName: 'StartSession',
    outcome: 'success',
    shortOutcome: 'ok',
    isRefused: false,
    by: '',
    what: ['i-0123456789abcdef0'],
    asked: 0,
    ref: '0a1b2c3d',
    ...overrides,
  };
}

/** A view that says a text wherever a log may. */
export function viewOf(text: string): StoryView {
  return {
    title: `session ${text}`,
    facts: [
      ['who', text],
      ['from', text],
    ],
    days: [
      {
        day: '2024-05-01',
        zone: 'UTC',
        rows: [
          viewRow(),
          viewRow({ eventName: text, what: [text], by: text, mark: '@' }),
          viewRow({ outcome: `denied (${text})`, shortOutcome: text, isRefused: true, what: [text] }),
          viewRow({ isUnder: true, eventName: 'Decrypt', what: [text], ref: `${text}/2024-05-01T12:00:00Z#1` }),
          viewRow({ what: ['i-0123456789abcdef0', text, text], asked: 1 }),
        ],
      },
    ],
    zone: 'UTC',
    legend: ['~ coincides in time'],
    sections: [{ title: 'secrets decrypted', lines: [text, 'another'] }],
    pivots: [],
    pivotsLeftOut: 0,
  };
}
