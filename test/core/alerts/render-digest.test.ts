import { digestsOf } from '../../../lib/core/alerts/digest';
import { type DigestEntry, digestEntry, readDigestEntry } from '../../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../../lib/core/alerts/keyed-match';
import type { SuppressionReason } from '../../../lib/core/alerts/message-plan';
import type { AlertMessage, RenderedAlert } from '../../../lib/core/alerts/message-text';
import { renderDigest } from '../../../lib/core/alerts/render-digest';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { match, observed } from './observed-events';

const SNS_BYTES = 256 * 1024;

function entryOf(event: Partial<StoredEvent> = {}, reason: SuppressionReason = 'repeat'): DigestEntry {
  return digestEntry({ keyed: keyedMatch(match({ observed: observed(event) })), reason, dueAt: 0 });
}

const rendered = (entries: readonly DigestEntry[]) =>
  digestsOf(entries).map((digest) => renderDigest(digest, { words: { program: 'ssm-audit', store: '--stack audit' } }));
const jsonOf = ({ message }: AlertMessage) => JSON.parse(message.slice(message.lastIndexOf('\n') + 1));

/** SNS API reference, Publish: text, attributes and their names and types together. */
function bytesOf({ message, attributes }: AlertMessage): number {
  const parts = Object.entries(attributes).flatMap(([name, each]) => [name, each.DataType, each.StringValue]);
  return [message, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

/** The bytes of the same for a chat and for an event bus, which takes 256 KB, too. */
const otherBytesOf = ({ chat, event }: RenderedAlert) =>
  [chat(), event().detail].map((text) => Buffer.byteLength(text));

/** What every queue takes: those that were made before SQS took 1 MiB have no more. */
const SQS_BYTES = 256 * 1024;

/** The bytes of a message in the failure queue, as the input that publishes it: JSON of JSON. */
const queuedBytesOf = ({ message, attributes, event }: RenderedAlert) =>
  [{ TopicArn: 'x'.repeat(300), Message: message, MessageAttributes: attributes }, { Entries: [event()] }].map(
    (input) => Buffer.byteLength(JSON.stringify(input)),
  );

describe('a digest', () => {
  it('of one repeat says so', () => {
    const [message, ...others] = rendered([entryOf({ eventID: 'e-2', eventTime: '2024-05-01T12:20:00Z' })]);
    expect(others).toEqual([]);
    expect(message?.subject).toBe('MEDIUM digest: A document was deleted: 1 more event by alice');
    expect(message?.message).toContain('repeats     1: the same call again, within the window of an earlier message\n');
    expect(message?.message).toContain('  DeleteDocument/2024-05-01T12:20:00Z#e-2 by alice on restart-web\n');
  });

  it('counts actors and resources, and gives a command that finds the events', () => {
    const entries = [
      entryOf({ eventID: 'e-1' }),
      entryOf({ eventID: 'e-2' }),
      entryOf({ eventID: 'e-3', actor: 'bob', userIdentityArn: 'arn:x', eventTime: '2024-05-01T12:30:00Z' }, 'flood'),
    ];
    const [message] = rendered(entries);
    expect(message?.message).toContain('when        2024-05-01T12:10:00Z to 2024-05-01T12:30:00Z\n');
    expect(message?.message).toContain('who         alice: 2\n            bob: 1\n');
    expect(message?.message).toContain('on          restart-web [document, changes]: 3\n');
    expect(message?.message).toContain(
      '  ssm-audit query --stack audit --event DeleteDocument --role arn:aws:iam::111122223333:role/Operator ' +
        '--since 2024-05-01T12:10:00Z --until 2024-05-01T12:30:01Z --limit 0\n',
    );
  });

  it('is the same for machines, in JSON', () => {
    const [message] = rendered([entryOf({ eventID: 'e-1' }), entryOf({ eventID: 'e-2', actor: 'bob' }, 'flood')]);
    expect(message && jsonOf(message)).toEqual({
      digest: true,
      rule: 'document-deleted',
      title: 'A document was deleted',
      level: 'medium',
      eventName: 'DeleteDocument',
      outcome: 'success',
      userIdentityArn: 'arn:aws:sts::111122223333:assumed-role/Operator/alice',
      roleArn: 'arn:aws:iam::111122223333:role/Operator',
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      part: 1,
      parts: 1,
      count: 2,
      firstEventTime: '2024-05-01T12:10:00Z',
      lastEventTime: '2024-05-01T12:10:00Z',
      repeats: 1,
      actors: [
        { actor: 'alice', count: 1 },
        { actor: 'bob', count: 1 },
      ],
      resources: [{ id: 'restart-web', kind: 'document', relation: 'changes', count: 2 }],
      refs: expect.arrayContaining(['DeleteDocument/2024-05-01T12:10:00Z#e-1']),
      deduplicationIds: [expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^[0-9a-f]{32}$/)],
    });
  });

  it('has each attribute as a text, or as a list of which a filter policy matches any', () => {
    const [message] = rendered([entryOf(), entryOf({ eventID: 'e-2', outcome: 'denied' })]);
    expect(message?.attributes).toMatchObject({
      rule: { DataType: 'String', StringValue: 'document-deleted' },
      outcome: {
        DataType: 'String.Array',
        StringValue: expect.stringMatching(/^\["(success","denied|denied","success)"\]$/),
      },
      resource: { DataType: 'String.Array', StringValue: '["restart-web"]' },
    });
  });

  it('lists a thousand calls by a thousand names in few parts, each below what SNS takes', () => {
    const entries = Array.from({ length: 1000 }, (_, index) =>
      entryOf(
        {
          eventID: `0a1b2c3d-4e5f-4a6b-8c7d-${String(index).padStart(12, '0')}`,
          actor: `session-${index}`,
          userIdentityArn: `arn:aws:sts::111122223333:assumed-role/Operator/session-${index}`,
          resources: [{ id: `i-${String(index).padStart(17, '0')}`, kind: 'instance', relation: 'target' }],
        },
        'flood',
      ),
    );
    const messages = rendered(entries);
    expect(messages.length).toBeLessThanOrEqual(2);
    expect(messages.map(bytesOf).filter((bytes) => bytes >= SNS_BYTES)).toEqual([]);
    expect(messages.flatMap(otherBytesOf).filter((bytes) => bytes >= SNS_BYTES)).toEqual([]);
    expect(messages.flatMap((each) => jsonOf(each).refs).sort()).toEqual(entries.map(({ ref }) => ref).sort());
    expect(messages[0]?.message).toContain(`(part 1 of ${messages.length})`);
  });

  it('lists what ten minutes of that bring between two runs of the schedule in one part, hosts and sessions with it', () => {
    const entries = Array.from({ length: 500 }, (_, index) =>
      entryOf(
        {
          eventID: `0a1b2c3d-4e5f-4a6b-8c7d-${String(index).padStart(12, '0')}`,
          eventName: 'StartSession',
          resources: [
            { id: `i-${String(index).padStart(17, '0')}`, kind: 'instance', relation: 'target' },
            { id: `db${index}.example.com`, kind: 'host', relation: 'target' },
            { id: `session-0a1b2c3d4e5f6${index}`, kind: 'session', relation: 'creates' },
          ],
        },
        'flood',
      ),
    );
    const [message, ...others] = rendered(entries);
    expect(others).toEqual([]);
    const { resources, resourcesOmitted } = message === undefined ? {} : jsonOf(message);
    expect(resources.length + resourcesOmitted).toBe(1500);
  });

  // With eighty events a part has most, and thirty names in it.
  it.each([80, 300])('stays below it whatever records hold, of %i events', (count) => {
    const long = '\u{1F600}\u202e"'.repeat(500);
    const resources = Array.from(
      { length: 20 },
      (_, index) => ({ id: `${index}${long}`, kind: 'other', relation: 'uses' }) as const,
    );
    const entries = Array.from({ length: count }, (_, index) =>
      entryOf({
        eventID: `${index}${long}`.slice(0, 900),
        actor: `${index}${long}`,
        eventName: `${index % 30}${long}`.slice(0, 900),
        userIdentityArn: `${index}${long}`,
        resources,
      }),
    );
    const messages = rendered(entries);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.map(bytesOf).filter((bytes) => bytes >= SNS_BYTES)).toEqual([]);
    expect(messages.flatMap(otherBytesOf).filter((bytes) => bytes >= SNS_BYTES)).toEqual([]);
    expect(messages.flatMap(queuedBytesOf).filter((bytes) => bytes >= SQS_BYTES)).toEqual([]);
    expect(messages.flatMap((each) => jsonOf(each).deduplicationIds)).toHaveLength(count);
    expect(messages.map(({ message }) => message).join('')).not.toContain('\u202e');
  });
});

describe('an entry in the state', () => {
  it('is read as it was written', () => {
    const entry = entryOf({}, 'flood');
    expect(readDigestEntry(JSON.stringify(entry))).toEqual(entry);
  });

  it.each(['', '[]', '{"id":"x"}'])('that cannot be read (%j) is an error', (json) => {
    expect(() => readDigestEntry(json)).toThrow('cannot be read');
  });
});
