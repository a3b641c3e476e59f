import { chatCode, chatCommand, chatText } from '../../../../lib/core/alerts/chat/chat-text';

const LONG = 1000;

describe.each([
  ['text of a rule', chatText],
  ['text of a log', (text: string) => chatCode(text, LONG).slice(1, -1)],
])('%s', (_, shown) => {
  it.each([
    ['a mention of everybody', '@here @channel @everyone', '(at)here (at)channel (at)everyone'],
    ['a mention after a sign', 'x.@here,@here!@here', 'x.(at)here,(at)here!(at)here'],
    ['a mention inside a word', 'alice@here', 'alice(at)here'],
    ['a mention of a person', '@alice', '(at)alice'],
    [
      'a mention as Slack has it',
      '<!channel> <@U012AB> <#C01|x>',
      '&lt;!channel&gt; &lt;(at)U012AB&gt; &lt;#C01|x&gt;',
    ],
    ['an entity', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
    ['a link of markdown', '[click](https://evil.example)', '[click] (https[:]//evil.example)'],
    ['a link as Slack has it', '<https://evil.example|bank>', '&lt;https[:]//evil.example|bank&gt;'],
    ['an image', '![](x:y)', '![] (x:y)'],
    ['the end of a code span', 'a`b', "a'b"],
    ['a fence', '```x', "'''x"],
    ['a second line', 'a\nb\r\u2028c', 'a·b··c'],
    ['text that is reordered', 'a\u202eb\u2066c\u061cd', 'a·b·c·d'],
    ['text that is hidden', 'a\u200b\u00ad\u2060b', 'a···b'],
    ['half a character', 'a\ud800', 'a\ufffd'],
  ])('disarms %s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each(['alice@example.com', 'AWS-RunShellScript', 's3://logs/a.json.gz', 'arn:aws:iam::1:role/a_b', 'a*b'])(
    'leaves what harms nobody: %s',
    (text) => expect(shown(text)).toBe(text),
  );
});

describe('chatCode', () => {
  it.each(['x', '<', '&', '@', '`', '서', '😀', '](', 'é<'])('is never longer than asked, full of %j', (text) => {
    const code = chatCode(text.repeat(500), 250);
    expect(code.length).toBeLessThanOrEqual(250);
    expect(code).toMatch(/^`[^`]+…`$/);
    expect(code.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
  });

  it('makes no span of nothing', () => expect(chatCode('', 250)).toBe(''));
});

describe('chatCommand', () => {
  it('is a code span', () => expect(chatCommand('  ssm-audit show a#b', LONG)).toBe('`ssm-audit show a#b`'));

  it.each([['a `b`'], ['a "$(b < c)"'], ['a && b'], ["a '@here'"], ['curl https://x'], ['']])(
    'is left out where a chat would show another one: %s',
    (command) => expect(chatCommand(command, LONG)).toBeUndefined(),
  );

  it('is left out where it is too long', () => expect(chatCommand('a'.repeat(LONG), LONG)).toBeUndefined());
});
