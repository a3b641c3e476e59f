import { type Alert, alertsOf, deduplicationId } from '../../../lib/core/alerts/alert';
import { UNEVALUATED_RULE } from '../../../lib/core/alerts/alert-rule';
import type { AlertMatch } from '../../../lib/core/alerts/event-matcher';
import type { AlertMessage, RenderedAlert } from '../../../lib/core/alerts/message-text';
import { renderAlert } from '../../../lib/core/alerts/render-alert';
import { ALICE, alertRule, DOCUMENT, match, observed, storedDeletion } from './observed-events';

/** SNS API reference, Publish: text, attributes and their names and types together. */
const MAX_MESSAGE_BYTES = 256 * 1024;

/** Events of one message: more than have room in it. */
const EVENTS = 150;

function alertOf(...all: readonly AlertMatch[]): Alert {
  const [alert, ...others] = alertsOf(all);
  if (alert === undefined || others.length > 0) throw new Error('expected one alert');
  return alert;
}

const render = (...all: readonly AlertMatch[]) => renderAlert(alertOf(...all));
const jsonOf = ({ message }: AlertMessage) => JSON.parse(message.split('\n').at(-1) ?? '');

function bytesOf({ message, attributes }: AlertMessage): number {
  const parts = Object.entries(attributes).flatMap(([name, each]) => [name, each.DataType, each.StringValue]);
  return [message, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

/** EventBridge user guide, Calculating PutEvents event entry size. */
function entryBytesOf({ event }: RenderedAlert): number {
  const { source, detailType, detail } = event();
  expect(Buffer.byteLength(detailType)).toBeLessThanOrEqual(128);
  return Buffer.byteLength(source + detailType + detail);
}

describe('renderAlert', () => {
  it.each([
    ['who, and how that is known', 'alice [session name, chosen by whoever assumed the role]'],
    ['the principal', `${ALICE} [arn]`],
    ['what', 'DeleteDocument (ssm.amazonaws.com)'],
    ['on which resource', `${DOCUMENT} [document, changes]`],
    ['from where', '203.0.113.7'],
    ['the user agent', 'aws-cli/2.15'],
    ['the access key', 'ASIAEXAMPLE'],
    ['the outcome and its error', 'denied: AccessDenied'],
    ['the error message', 'not authorized to perform'],
    ['MFA', 'MFA         yes'],
    ['why it matched', `requestParameters.name = "${DOCUMENT}"`],
    ['what to do next', 'See who uses the document.'],
    ['the command that shows it', 'ssm-audit show --stack audit DeleteDocument/2024-05-01T12:10:00Z#e-1\n'],
    ['the command that tells its story', 'ssm-audit story --stack audit DeleteDocument/2024-05-01T12:10:00Z#e-1\n'],
    ['false positives', 'Clean-up jobs'],
  ])('tells %s', (_, expected) => {
    const denied = { outcome: 'denied', errorCode: 'AccessDenied' } as const;
    const alert = alertOf(match({ observed: observed(denied, { errorMessage: 'not authorized to perform' }) }));
    expect(renderAlert(alert, { words: { program: 'ssm-audit', store: '--stack audit' } }).message).toContain(expected);
  });

  it.each([
    ['false', 'no'],
    [undefined, 'not recorded'],
  ])('tells MFA %p as %s', (mfaAuthenticated, expected) => {
    const attributes = mfaAuthenticated === undefined ? {} : { mfaAuthenticated };
    const record = { userIdentity: { sessionContext: { attributes } } };
    expect(render(match({ observed: observed({}, record) })).message).toContain(`MFA         ${expected}\n`);
  });

  it('ends with one line of JSON for machines', () => {
    const second = match({ observed: observed({ eventID: 'e-2' }) });
    expect(jsonOf(render(match(), second))).toMatchObject({
      rule: 'document-deleted',
      level: 'medium',
      tags: ['attack.t1485'],
      count: 2,
      eventName: 'DeleteDocument',
      userIdentityArn: ALICE,
      mfa: true,
      resources: [{ id: DOCUMENT, kind: 'document', relation: 'changes' }],
      refs: ['DeleteDocument/2024-05-01T12:10:00Z#e-1', 'DeleteDocument/2024-05-01T12:10:00Z#e-2'],
      deduplicationIds: [
        deduplicationId('document-deleted', 'DeleteDocument/2024-05-01T12:10:00Z#e-1'),
        deduplicationId('document-deleted', 'DeleteDocument/2024-05-01T12:10:00Z#e-2'),
      ],
    });
  });

  it('has at most ten attributes, the resources as a list', () => {
    const { attributes } = render(match());
    const { logFile: _, ...event } = storedDeletion();
    expect(Object.keys(attributes)).toHaveLength(9);
    expect(attributes['userIdentityArn']).toEqual({ DataType: 'String', StringValue: event.userIdentityArn });
    expect(attributes['resource']).toEqual({ DataType: 'String.Array', StringValue: `["${DOCUMENT}"]` });
  });

  it('has no empty attribute', () => {
    const event = { ref: '_quarantine/2024-05-01T12:10:00Z#ab', awsRegion: '', quarantineReason: 'no eventTime' };
    const { attributes, message } = render(match({ observed: { event, record: {} } }));
    expect(Object.keys(attributes)).toEqual(['rule', 'level']);
    expect(message).toContain('no eventTime');
  });

  it('counts and marks: several events, late ones', () => {
    const late = { ...observed({ eventID: 'e-2' }), indexedAt: '2024-05-04T12:10:00Z' };
    const { message, subject } = renderAlert(alertOf(match(), match({ observed: late })));
    expect(message).toContain('2 times, 2024-05-01T12:10:00Z to 2024-05-01T12:10:00Z');
    expect(message).toContain('late        indexed 3 days after it happened');
    expect(subject).toBe('MEDIUM: A document was deleted: DeleteDocument by alice (2 times)');
  });

  it('gives each of several events its own line of what and why', () => {
    const resources = [{ id: 'patch-web', kind: 'document', relation: 'changes' }] as const;
    const record = { requestParameters: { name: 'patch-web' } };
    const second = match({
      observed: observed({ eventID: 'e-2', resources, sourceIPAddress: '198.51.100.9' }, record),
    });
    expect(render(match(), second).message).toContain(
      [
        'events',
        '  DeleteDocument/2024-05-01T12:10:00Z#e-1',
        '    2024-05-01T12:10:00Z from 203.0.113.7 on restart-web [document, changes]',
        '    because selections: selection; eventName = "DeleteDocument"; requestParameters.name = "restart-web"',
        '  DeleteDocument/2024-05-01T12:10:00Z#e-2',
        '    2024-05-01T12:10:00Z from 198.51.100.9 on patch-web [document, changes]',
        '    because selections: selection; eventName = "DeleteDocument"; requestParameters.name = "patch-web"',
      ].join('\n'),
    );
  });

  it('says that a record could not be evaluated', () => {
    const { why: _, ...rest } = match({ rule: UNEVALUATED_RULE });
    const { message } = render({ ...rest, observed: { event: storedDeletion(), record: undefined } });
    expect(message).toContain('HIGH: A record could not be evaluated');
    expect(message).toContain('no rule could be evaluated');
    expect(message).toContain('s3://logs/AWSLogs/a.json.gz');
  });

  it.each([
    ['long', 'x'.repeat(500)],
    ['of another script', '서울'.repeat(60)],
    ['of several lines', 'a\r\nBcc: b@example.com'],
  ])('keeps the subject ASCII, of one line and short, whatever a name is: %s', (_, actor) => {
    const { subject } = render(match({ observed: observed({ actor }) }));
    expect(subject).toMatch(/^[A-Z][ -~]{0,99}$/);
    expect(subject.length).toBeLessThan(100);
  });

  it('shows no control characters and no forged lines', () => {
    const userAgent = 'x\n\noutcome     success\u001b[2J\u202e\uffff\ud800';
    const { message, attributes } = render(match({ observed: observed({ userAgent, eventName: 'a\u0000\nb' }) }));
    expect(message).not.toMatch(/[^\P{C}\n]/u);
    expect(message.split('\n').filter((line) => line.startsWith('outcome'))).toEqual(['outcome     success']);
    expect(attributes['eventName']?.StringValue).toBe('a··b');
  });

  it('shows a value that a rule looked at without control characters', () => {
    const requestParameters = { name: 'a\u001b[2J\nb' };
    expect(render(match({ observed: observed({}, { requestParameters }) })).message).not.toContain('\u001b');
  });

  it.each(['x', '\u0000', '"', '\\', '서', '\u{e0041}'])(
    'stays below 256 KB with its attributes, fields full of %j',
    (character) => {
      const long = character.repeat(12 * 1024);
      const events = Array.from({ length: EVENTS }, (_, index) => hostileEvent(long, index));
      const texts = Array.from({ length: 50 }, () => long);
      const fields = texts.map((text, index) => `${text}${index}`);
      const rule = alertRule({
        id: long,
        title: long,
        description: long,
        falsepositives: texts,
        references: texts,
        tags: texts,
        nextSteps: texts,
      });
      const why = () => ({ selections: texts, fields: ['requestParameters', ...fields] });
      const alert = alertOf(
        ...events.map((event) =>
          match({ rule, why, observed: observed(event, { requestParameters: { value: long }, errorMessage: long }) }),
        ),
      );
      const message = renderAlert(alert);
      expect(bytesOf(message)).toBeLessThan(MAX_MESSAGE_BYTES);
      expect(Buffer.byteLength(message.chat())).toBeLessThan(MAX_MESSAGE_BYTES / 8);
      expect(entryBytesOf(message)).toBeLessThan(MAX_MESSAGE_BYTES);
      const { refs, refsOmitted, resources, resourcesOmitted } = jsonOf(message);
      expect(refsOmitted).toBeGreaterThan(0);
      expect(refs.length + refsOmitted).toBe(EVENTS);
      expect(resources.length + resourcesOmitted).toBe(EVENTS);
    },
  );
});

function hostileEvent(long: string, index: number) {
  return {
    ref: `DeleteDocument/${index}#${'%00'.repeat(200)}`,
    eventID: long,
    eventSource: long,
    userIdentityArn: long,
    roleArn: long,
    actor: long,
    actorSource: 'sessionName',
    awsRegion: long,
    recipientAccountId: long,
    sourceIPAddress: long,
    userAgent: long,
    accessKeyId: long,
    errorCode: long,
    logFile: long,
    resources: [{ id: `${index}${long.slice(0, 1000)}`, kind: 'document', relation: 'changes' }] as const,
  };
}
