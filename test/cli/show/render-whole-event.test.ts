import { execFileSync } from 'node:child_process';
import { localClock } from '../../../lib/cli/render/clock';
import { displayWidth } from '../../../lib/cli/render/display-width';
import { renderWholeEvent } from '../../../lib/cli/show/render-whole-event';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { ALICE, NODE, OPERATOR } from '../../core/rows/events';
import { receipt } from '../../core/rows/receipts';
import { onPosix } from '../../on-posix';
import { foundEvent, HOSTILE_TEXT, hostileEvent } from '../found-events';

const PLAIN = { width: 80, colour: false, query: 'ssm-audit query', story: 'ssm-audit story' };

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** The commands that a shell would run for what stands below "next questions", each as its words. */
function nextCommands(text: string): string[][] {
  const [, commands = ''] = /^next questions\n(.*?)\n\nevidence$/ms.exec(text) ?? [];
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

onPosix('says why a record is in quarantine, and how to see the others', () => {
  const found = foundEvent({}, '{}');
  const event = { ...found.event, quarantineReason: 'no eventTime' };
  const text = renderWholeEvent({ ...found, event }, PLAIN);
  expect(text).toMatch(/^trouble +in quarantine: no eventTime$/m);
  expect(nextCommands(text)).toContainEqual(['query', '--quarantined']);
});

it('says who, what, when, where, the outcome and on what, then the record', () => {
  const text = renderWholeEvent(foundEvent({ outcome: 'denied', errorCode: 'AccessDenied' }, '{"a":{"b":1}}'), PLAIN);
  for (const part of [
    /^who +alice \[session name, chosen by whoever assumed the role\]$/m,
    /^what +StartSession/m,
    /^when +2024-05-01T12:00:00Z \(UTC\)$/m,
  ]) {
    expect(text).toMatch(part);
  }
  expect(text).toMatch(/^where +111122223333 eu-west-1$/m);
  expect(text).toMatch(/^outcome +denied: AccessDenied$/m);
  expect(text).toMatch(/^on +i-0123456789abcdef0 \[instance, target\]$/m);
  expect(text).toMatch(/^masked +a.b$/m);
  expect(text).toContain('{\n  "a": {\n    "b": 1\n  }\n}');
});

onPosix('asks on by key, address, role, actor, thing, name and time, in the same store', () => {
  const style = { ...PLAIN, query: 'ssm-audit query --local x', story: 'ssm-audit story --local x' };
  const [story, ...words] = nextCommands(renderWholeEvent(foundEvent(), style));
  expect(story).toEqual(['story', '--local', 'x', '11111111-2222-3333-4444-555555555555']);
  expect(words.every(([command, ...rest]) => command === 'query' && rest.slice(0, 2).join(' ') === '--local x')).toBe(
    true,
  );
  expect(words.map((each) => each.slice(3, 5))).toEqual([
    ['--access-key', 'ASIAEXAMPLE'],
    ['--source-ip', '203.0.113.7'],
    ['--role', OPERATOR],
    ['--actor', 'alice'],
    ['--resource', NODE],
    ['--event', 'StartSession'],
    ['--since', '2024-05-01T11:50:00Z'],
  ]);
  expect(words.at(-1)?.slice(3)).toEqual(['--since', '2024-05-01T11:50:00Z', '--until', '2024-05-01T12:10:00Z']);
});

it('tells the time of a zone beside UTC where that is asked for', () => {
  const text = renderWholeEvent(foundEvent(), { ...PLAIN, clock: localClock('Europe/Berlin') });
  expect(text).toMatch(/^when +2024-05-01 14:00:00\+02:00 \(Europe\/Berlin\), 2024-05-01T12:00:00Z \(UTC\)$/m);
});

onPosix('gives commands that hold hostile text as one word', () => {
  const [, ...words] = nextCommands(renderWholeEvent(hostileEvent(), PLAIN));
  expect(words.slice(0, 5).map((each) => each.slice(1))).toEqual(
    ['--access-key', '--role', '--actor', '--resource', '--event'].map((flag) => [flag, HOSTILE_TEXT]),
  );
});

it.each([80, 100, 120, 200])('fits %d columns but for commands and the record', (width) => {
  const wide = '名'.repeat(300);
  const event = foundEvent({
    actor: wide,
    userAgent: `👩‍👩‍👧‍👦${'e\u0301'.repeat(200)}`,
    reason: `${wide} ${wide}`,
  }).event;
  const text = renderWholeEvent({ event, nearby: [{ ref: `Decrypt/${'x'.repeat(100)}` }] }, { ...PLAIN, width });
  const lines = text.slice(0, text.indexOf('\nrecord\n')).split('\n');
  expect(lines.filter((line) => displayWidth(line) > width && !line.startsWith('  ssm-audit '))).toEqual([]);
});

it('says where the event comes from: log file, place, hash and receipt', () => {
  const ofFile = receipt({ records: 12, ssmRecords: 3, changed: true, finishedAt: '2024-05-01T12:10:00.123Z' });
  const evidence = { recordIndex: 4, recordSha256: 'ab'.repeat(32) };
  const text = renderWholeEvent({ ...foundEvent(), evidence, receipt: ofFile }, PLAIN);
  expect(text).toMatch(/^place +record 5 of the file \(recordIndex 4\)$/m);
  expect(text).toMatch(/^SHA-256 +(?:ab){32}$/m);
  expect(text.replace(/\n +/g, ' ')).toMatch(
    /^receipt +done; 12 records, 3 of Systems Manager; indexed 2024-05-01T12:10:00Z \(delivery\); THE FILE HAD/m,
  );
  expect(renderWholeEvent(foundEvent(), PLAIN)).toMatch(/^receipt +none: /m);
});

onPosix('lists decryptions by the handle that show takes', () => {
  const parameter = { id: '/prod/db', kind: 'parameter', relation: 'uses' } as const;
  const nearby = [{ ref: 'Decrypt/x', eventID: '1a2b3c4d-0000-4000-8000-000000000000', resources: [parameter] }];
  const text = renderWholeEvent({ ...foundEvent({ eventName: 'GetParameter' }), nearby }, PLAIN);
  expect(text).toMatch(/^1a2b3c4d +\/prod\/db$/m);
  expect(nextCommands(text).at(-1)).toEqual(
    ['query', '--related', '--principal', ALICE, '--event', 'Decrypt'].concat([
      '--since',
      '2024-05-01T12:00:00Z',
      '--until',
      '2024-05-01T12:00:02Z',
    ]),
  );
});

it('folds a record that is longer than the screen, and says how to see it', () => {
  const found = foundEvent({}, JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i]))));
  const lines = renderWholeEvent(found, { ...PLAIN, screen: { rows: 24, columns: 80 } })
    .trimEnd()
    .split('\n');
  expect(lines.slice(lines.indexOf('record') + 1)).toHaveLength(23);
  expect(lines.at(-1)).toBe('… 30 more lines are folded: --record shows the whole record');
});

onPosix.each(['related', 'guard'] as const)(
  'asks for calls as a %s one with its flag, without which it would not be listed',
  (mark) => {
    const event = { eventName: 'Decrypt', eventTime: '2024-03-01T10:00:00Z', [mark]: true };
    const commands = nextCommands(renderWholeEvent(foundEvent(event, '{}'), PLAIN));
    expect(commands).toContainEqual(['query', `--${mark}`, '--event', 'Decrypt']);
    const around = ['--since', '2024-03-01T09:50:00Z', '--until', '2024-03-01T10:10:00Z'];
    expect(commands).toContainEqual(['query', `--${mark}`, ...around]);
  },
);

it('folds what one call was about to half of a screen, so that the next questions have room', () => {
  const resources = Array.from({ length: 50 }, (_, index) => ({
    id: `i-${index}`,
    kind: 'instance' as const,
    relation: 'target' as const,
  }));
  const nearby = Array.from({ length: 30 }, (_, index) => foundEvent({ eventID: `${index}`.padStart(36, '0') }).event);
  const found = { ...foundEvent({ resources }), nearby };
  const folded = renderWholeEvent(found, { ...PLAIN, screen: { rows: 24, columns: 80 } });
  expect(folded).toMatch(
    /^on {8}i-0 \[instance, target\]\n(?: {10}i-\d+ .*\n){10} {10}… 39 more: --record shows all\n/m,
  );
  expect(folded).toMatch(/\n {10}… 19 more: --record shows all\n\nnext questions\n/);
  const whole = renderWholeEvent(found, PLAIN);
  expect(whole.match(/\[instance, target\]/g)).toHaveLength(50);
  expect(whole).not.toContain('more: --record');
});

it('prints no control character of a log', () => {
  const text = renderWholeEvent(hostileEvent(JSON.stringify({ [HOSTILE_TEXT]: HOSTILE_TEXT })), PLAIN);
  expect(text.split('\n').filter(isUnsafe)).toEqual([]);
});

it.each([40, 5000])('shows a record %d levels deep', (levels) => {
  expect(renderWholeEvent(foundEvent({}, nested(levels)), PLAIN)).toContain(`\n${nested(levels)}\n`);
});

it('keeps digits that a double cannot hold', () => {
  expect(renderWholeEvent(foundEvent({}, '{"n":1e400}'), PLAIN)).toContain('{"n":1e400}');
});

it('says where the record is that no row could hold', () => {
  expect(renderWholeEvent(foundEvent(), PLAIN)).toContain('read it from its log file');
});

it('paints on a terminal only', () => {
  expect(renderWholeEvent(foundEvent(), PLAIN)).not.toContain('\u001b');
});

it('says how many things are in the record alone', () => {
  const { event } = foundEvent();
  const text = renderWholeEvent({ event: { ...event, resourcesOmitted: 7 } }, PLAIN);
  expect(text).toMatch(/^on .*\n +and 7 more, which only the record has$/m);
});
