import { alertsOf } from '../../../../lib/core/alerts/alert';
import { digestsOf } from '../../../../lib/core/alerts/digest';
import { digestEntry } from '../../../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../../../lib/core/alerts/keyed-match';
import type { RenderedAlert } from '../../../../lib/core/alerts/message-text';
import { renderAlert } from '../../../../lib/core/alerts/render-alert';
import { renderDigest } from '../../../../lib/core/alerts/render-digest';
import { alertRule, match, observed } from '../observed-events';
import { notificationErrors } from './notification-schema';

const WORDS = { words: { program: 'ssm-audit', store: '--stack audit' } };

function rendered(...matches: readonly ReturnType<typeof match>[]): RenderedAlert {
  const [alert, ...others] = alertsOf(matches);
  if (alert === undefined || others.length > 0) throw new Error('expected one alert');
  return renderAlert(alert, WORDS);
}

function digestOf(...matches: readonly ReturnType<typeof match>[]): RenderedAlert {
  const entries = matches.map((each) => digestEntry({ keyed: keyedMatch(each), reason: 'flood', dueAt: 0 }));
  const [digest] = digestsOf(entries);
  if (digest === undefined) throw new Error('expected a digest');
  return renderDigest(digest, WORDS);
}

const chatOf = (message: RenderedAlert) => JSON.parse(message.chat());

describe('an alert in a chat', () => {
  it('tells who did what, why it matters and what to do', () => {
    const { content, metadata, ...head } = chatOf(rendered(match()));
    expect(head).toEqual({ version: '1.0', source: 'custom', id: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(content.title).toBe('MEDIUM: A document was deleted');
    expect(content.description.split('\n')).toEqual([
      '*who* `alice [session name, chosen by whoever assumed the role]`',
      '• `arn:aws:sts::111122223333:assumed-role/Operator/alice [arn]`',
      '*what* `DeleteDocument (ssm.amazonaws.com)`',
      '*on* `restart-web [document, changes]`',
      '*when* `2024-05-01T12:10:00Z`',
      '*where* `111122223333 eu-west-1`',
      '*from* `203.0.113.7`',
      '*outcome* `success`',
      '*why it matched*',
      '• `selections: selection`',
      '• `eventName = "DeleteDocument"`',
      '• `requestParameters.name = "restart-web"`',
      '*may be harmless*',
      '• `Clean-up jobs`',
    ]);
    expect(content.nextSteps).toEqual([
      '`ssm-audit show --stack audit DeleteDocument/2024-05-01T12:10:00Z#e-1`',
      '`ssm-audit story --stack audit DeleteDocument/2024-05-01T12:10:00Z#e-1`',
      'See who uses the document.',
    ]);
    expect(content.keywords).toEqual(['medium', 'DeleteDocument', '111122223333', 'eu-west-1', 'attack.t1485']);
    expect(metadata).toEqual({
      threadId: expect.stringMatching(/^[0-9a-f]{32}$/),
      summary: 'MEDIUM: A document was deleted',
      eventType: 'ssm-audit-alert',
      relatedResources: ['restart-web'],
      additionalContext: {
        rule: 'document-deleted',
        level: 'medium',
        ref: 'DeleteDocument/2024-05-01T12:10:00Z#e-1',
        eventName: 'DeleteDocument',
        deduplicationId: head.id,
      },
    });
  });

  it('is in the thread of the digest of its group, and of what another rule caught', () => {
    const other = match({ rule: alertRule({ id: 'other' }), observed: observed({ eventID: 'e-2' }) });
    const messages = [
      rendered(match()),
      rendered(other),
      digestOf(match(), match({ observed: observed({ eventID: 'e-3' }) })),
    ];
    expect(new Set(messages.map((each) => chatOf(each).metadata.threadId)).size).toBe(1);
    expect(new Set(messages.map((each) => JSON.parse(each.event().detail).cause)).size).toBe(1);
  });

  it('counts what has no room', () => {
    const resources = Array.from(
      { length: 9 },
      (_, at) => ({ id: `i-${at}`, kind: 'instance', relation: 'target' }) as const,
    );
    const { content } = chatOf(rendered(match({ observed: observed({ resources }) })));
    expect(content.description).toContain(
      '*on* `i-0 [instance, target]`\n• `i-1 [instance, target]`\n• `i-2 [instance, target]`\n• `and 6 more`',
    );
  });

  it('fills in a step with a code span, and leaves a command out that a chat would change', () => {
    const rule = alertRule({
      nextSteps: [
        'Look at {requestParameters.name} & co: `ssm-audit query --resource {requestParameters.name}`',
        'Ask {actor}.',
      ],
    });
    const name = 'x`; rm -rf ~ <@U1>';
    const { content } = chatOf(rendered(match({ rule, observed: observed({}, { requestParameters: { name } }) })));
    expect(content.nextSteps.slice(2)).toEqual(["Look at `x'; rm -rf ~ &lt;(at)U1&gt;` &amp; co.", 'Ask `alice`.']);
  });

  it('leaves out what looks like a credential', () => {
    const requestParameters = { name: 'restart-web', password: 'hunter2hunter2' };
    const why = () => ({ selections: ['selection'], fields: ['requestParameters'] });
    const event = { reason: 'mysql --password hunter2hunter2', userAgent: 'x' };
    const message = rendered(match({ why, observed: observed(event, { requestParameters }) }));
    expect(message.chat()).toContain('credential left out');
    expect(message.chat() + message.event().detail).not.toContain('hunter2');
  });
});

describe.each([
  ['nothing', ''],
  ['angle brackets', '<!channel> <@U1|x> <https://evil.example|y> '],
  ['markdown', '`a` *b* ~c~ _d_ [e](http://f) ```g``` '],
  ['mentions', '@here @channel @everyone '],
  ['controls', '\u0000\n\r\u001b[2J\u202e\u2066\u200b\ud800'],
  ['quotes', '"\\\''],
  ['another script', '서울😀'],
])('a message full of %s', (_, text) => {
  const long = text.repeat(Math.ceil(6000 / Math.max(1, text.length))).slice(0, 6000);
  const event = {
    ref: `x/${text}#${text}`,
    eventID: text,
    actor: long,
    userIdentityArn: long,
    roleArn: long,
    eventName: text,
    eventSource: long,
    awsRegion: long,
    recipientAccountId: long,
    sourceIPAddress: long,
    reason: long,
    errorCode: long,
    resources: Array.from(
      { length: 30 },
      (_, at) => ({ id: `${at}${long}`, kind: 'host', relation: 'target' }) as const,
    ),
  };
  const rule = alertRule({
    nextSteps: ['Look at {actor}: `ssm-audit query --actor {actor} --resource {resource.host}`'],
  });
  const hostile = match({ rule, observed: observed(event, { errorMessage: long, requestParameters: { name: long } }) });

  it.each([
    ['an alert', () => rendered(hostile)],
    ['a digest', () => digestOf(hostile, match({ rule, observed: observed({ ...event, ref: 'another' }) }))],
  ])('is valid as %s, mentions nobody and links nowhere', (_, make) => {
    const message = make();
    const json = message.chat();
    expect(notificationErrors(json)).toEqual([]);
    expect(Buffer.byteLength(json)).toBeLessThan(32 * 1024);
    const { content, metadata } = JSON.parse(json);
    const texts: readonly string[] = [
      content.title,
      content.description,
      metadata.summary,
      ...(content.nextSteps ?? []),
    ];
    for (const line of texts.join('\n').split('\n')) {
      expect(line.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[<>&]|https?:\/\/|\]\(|(?:^|[^\w])@/);
      expect(line.split('`').length % 2).toBe(1);
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    // Outside code spans, there are words of the project and of the rule alone.
    const outside = texts.join('\n').replace(/`[^`\n]*`/g, '');
    expect(outside).not.toMatch(/[~_[\]서]/);
    expect(message.event().detail).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});
