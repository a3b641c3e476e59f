import { execFileSync } from 'node:child_process';
import { renderWholeEvent } from '../../../lib/cli/show/render-whole-event';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { foundEvent, HOSTILE_TEXT, hostileEvent } from '../found-events';

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** The commands that a shell would run for what stands below "next questions", each as its words. */
function nextCommands(text: string): string[][] {
  const commands = text.slice(text.indexOf('next questions\n') + 'next questions\n'.length);
  const printed = execFileSync(
    'bash',
    ['--norc', '-c', `ssm-audit() { printf '%s\\0' "$@"; printf '\\n\\0'; }\n${commands}`],
    {
      env: { LC_ALL: 'C.UTF-8', PATH: process.env['PATH'] },
    },
  );
  return printed
    .toString()
    .split('\n\0')
    .slice(0, -1)
    .map((words) => words.split('\0').slice(0, -1));
}

it('says why a record is in quarantine, and how to see the others', () => {
  const found = foundEvent({}, '{}');
  const event = { ...found.event, quarantineReason: 'no eventTime' };
  const text = renderWholeEvent({ ...found, event }, 'ssm-audit query', false);
  expect(text).toMatch(/^quarantine no eventTime$/m);
  expect(nextCommands(text)).toContainEqual(['query', '--quarantined']);
});

it('says who, what, when, where, the outcome and on what, then the record', () => {
  const text = renderWholeEvent(
    foundEvent({ outcome: 'denied', errorCode: 'AccessDenied' }, '{"a":{"b":1}}'),
    '',
    false,
  );
  for (const part of [
    /^who +alice \(session name\) \[sessionName\]$/m,
    /^what +StartSession/m,
    /^when +2024-05-01T12:00:00Z$/m,
  ]) {
    expect(text).toMatch(part);
  }
  expect(text).toMatch(/^where +111122223333 eu-west-1$/m);
  expect(text).toMatch(/^outcome +denied: AccessDenied$/m);
  expect(text).toMatch(/^on +i-0123456789abcdef0 \[instance, target\]$/m);
  expect(text).toMatch(/^masked +a.b$/m);
  expect(text).toContain('{\n  "a": {\n    "b": 1\n  }\n}');
});

it('asks on by name, principal, actor, resource and time, in the same store', () => {
  const words = nextCommands(renderWholeEvent(foundEvent(), 'ssm-audit query --local x', false));
  expect(words.every(([command, ...rest]) => command === 'query' && rest.slice(0, 2).join(' ') === '--local x')).toBe(
    true,
  );
  expect(words.map((each) => each[3])).toEqual(['--event', '--principal', '--actor', '--resource', '--since']);
  expect(words.at(-1)?.slice(3)).toEqual(['--since', '2024-05-01T11:50:00Z', '--until', '2024-05-01T12:10:00Z']);
});

it('gives commands that hold hostile text as one word', () => {
  const words = nextCommands(renderWholeEvent(hostileEvent(), 'ssm-audit query', false));
  expect(words.slice(0, 4).map((each) => each.slice(1))).toEqual(
    ['--event', '--principal', '--actor', '--resource'].map((flag) => [flag, HOSTILE_TEXT]),
  );
});

it('prints no control character of a log', () => {
  const text = renderWholeEvent(
    hostileEvent(JSON.stringify({ [HOSTILE_TEXT]: HOSTILE_TEXT })),
    'ssm-audit query',
    false,
  );
  expect(text.split('\n').filter(isUnsafe)).toEqual([]);
});

it.each([40, 5000])('shows a record %d levels deep', (levels) => {
  expect(renderWholeEvent(foundEvent({}, nested(levels)), 'ssm-audit query', false)).toContain(`\n${nested(levels)}\n`);
});

it('keeps digits that a double cannot hold', () => {
  expect(renderWholeEvent(foundEvent({}, '{"n":1e400}'), 'ssm-audit query', false)).toContain('{"n":1e400}');
});

it('says where the record is that no row could hold', () => {
  expect(renderWholeEvent(foundEvent(), 'ssm-audit query', false)).toContain('read it from its log file');
});

it('paints on a terminal only', () => {
  expect(renderWholeEvent(foundEvent(), 'ssm-audit query', false)).not.toContain('\u001b');
});

it('says how many things are in the record alone', () => {
  const { event } = foundEvent();
  const text = renderWholeEvent({ event: { ...event, resourcesOmitted: 7 } }, '', false);
  expect(text).toMatch(/^on .*\n +and 7 more, which only the record has$/m);
});
