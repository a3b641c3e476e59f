import { execFileSync } from 'node:child_process';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { shellWord } from '../../../lib/core/text/shell-word';

it.each(['alice', 'arn:aws:iam::1:role/x+y=z,@w', '/prod/db', 'i-0123', 'a%b'])('leaves %s as it is', (text) => {
  expect(shellWord(text)).toBe(text);
});

it.each(['', '-x', '=ls', '~', '#', '!', '*', "it's"])('quotes %j', (text) => {
  expect(shellWord(text)).toMatch(/^'.*'$/);
});

it('is one word to a shell, whatever it holds, and harmless to a terminal', () => {
  const texts = [
    ...[
      '',
      'a b',
      "a'b",
      '$(id)',
      '`id`',
      'a;id',
      'a\nid',
      'a\tb',
      '\u001b[2J\\',
      "\u202e'$(id)'",
      '\u009b9',
      '😀\u200b1',
      '-n',
      '!!',
      '~',
      '\\',
    ],
    'é',
  ];
  const words = texts.map(shellWord);
  const printed = execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${words.join(' ')}`], {
    env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
  });
  expect(printed.toString().split('\0').slice(0, -1)).toEqual(texts);
  expect(words.filter(isUnsafe)).toEqual([]);
});
