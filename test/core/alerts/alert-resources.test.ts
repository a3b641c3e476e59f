import { alertsOf } from '../../../lib/core/alerts/alert';
import { alertResources } from '../../../lib/core/alerts/alert-resources';
import { LEFT_OUT } from '../../../lib/core/alerts/credential-text';
import { digestEntry } from '../../../lib/core/alerts/digest-entry';
import { keyedMatch } from '../../../lib/core/alerts/keyed-match';
import { PLAIN_COMMAND, stepLines } from '../../../lib/core/alerts/next-steps';
import { renderAlert } from '../../../lib/core/alerts/render-alert';
import type { Resource } from '../../../lib/core/resources/resource';
import { match, observed } from './observed-events';

const PASSWORD = 'Zq9-S3cr3tPassw0rd';

/** What a caller may write where a tunnel has its host, or an automation its instance. */
const TEXTS = [
  `postgres://app:${PASSWORD}@db.internal`,
  `db.internal --password ${PASSWORD}`,
  `password=${PASSWORD}`,
  `https://bucket.s3.amazonaws.com/key?X-Amz-Signature=${PASSWORD}`,
];

const KINDS = ['host', 'port', 'instance', 'document', 'tagTarget'] as const;

const about = (resource: Resource) => match({ observed: observed({ resources: [resource] }) });

describe.each(TEXTS)('a credential in the id of a resource: %s', (id) => {
  it.each(KINDS)('is in no message, attribute, digest or command: %s', (kind) => {
    const matched = about({ id, kind, relation: 'uses' });
    const [alert] = alertsOf([matched]);
    if (alert === undefined) throw new TypeError('one match makes an alert');
    const message = renderAlert(alert);
    const entry = digestEntry({ keyed: keyedMatch(matched), reason: 'flood', dueAt: 0 });
    const step = stepLines(`Look: \`see {resource.${kind}}\``, matched.observed, PLAIN_COMMAND);
    expect(JSON.stringify([message, entry, step])).not.toContain(PASSWORD);
    expect(message.message).toContain(LEFT_OUT);
    expect(message.message).toContain('run ssm-audit show');
    expect(step).toEqual(['Look.']);
  });
});

it.each<Resource>([
  { id: 'db.internal', kind: 'host', relation: 'uses' },
  { id: '5432', kind: 'port', relation: 'uses' },
  { id: 'i-0a1b2c3d4e5f60001', kind: 'instance', relation: 'target' },
  { id: '/Orders/Production/Database1/Passwords/ab', kind: 'parameter', relation: 'uses' },
  { id: 'tag:Environment=production', kind: 'tagTarget', relation: 'target' },
])('leaves an ordinary id as it is: $id', (resource) => {
  expect(alertResources({ resources: [resource] })).toEqual([resource]);
});
