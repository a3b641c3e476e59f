import { alertsOf } from '../../../lib/core/alerts/alert';
import { LEFT_OUT, withoutCredentials } from '../../../lib/core/alerts/credential-text';
import { renderAlert } from '../../../lib/core/alerts/render-alert';
import { alertRule, match, observed } from './observed-events';

/** No secret of anybody: each in the form of a real one. */
const SECRET = 'hunter2Hunter2';
const AWS_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';

const CASES: readonly (readonly [form: string, text: string, secret: string])[] = [
  ['a flag', `mysql --password=${SECRET} -h db`, SECRET],
  ['a flag and a word', `tool --db-password ${SECRET} run`, SECRET],
  ['a flag and a quoted word', `tool --token "${SECRET} and more" run`, 'and more'],
  ['a flag in a list', JSON.stringify(['--password', SECRET]), SECRET],
  ['a short flag', `mysql -u root -p${SECRET}`, SECRET],
  ['a quoted short flag', JSON.stringify({ commands: [`mysql -p'${SECRET} x'`] }), SECRET],
  ['a user with a password', `curl -u admin:${SECRET} https://example.com`, SECRET],
  ['an assignment', `export DB_PASSWORD=${SECRET}; run`, SECRET],
  ['an assignment of a key', `KEY=${SECRET} run`, SECRET],
  ['a quoted assignment', JSON.stringify({ commands: [`AWS_SECRET_ACCESS_KEY="${SECRET}"`] }), SECRET],
  ['a member of JSON', `{"dbPassword": "${SECRET}"}`, SECRET],
  ['a member of JSON in JSON', JSON.stringify({ content: `{"secret":"${SECRET}"}` }), SECRET],
  ['a line of YAML', `token: ${SECRET}`, SECRET],
  ['an unfinished quote', `PASSWORD="${SECRET}`, SECRET],
  ['an access key', 'aws configure set x AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['a secret access key', `configure ${AWS_SECRET}`, AWS_SECRET],
  ['a token of the web', `curl -H 'X: ${JWT}'`, JWT],
  ['a bearer', `curl -H 'Authorization: Bearer ${SECRET}'`, SECRET],
  [
    'a token of GitHub',
    'git clone ghp_0123456789abcdefghijABCDEFGHIJ012345',
    'ghp_0123456789abcdefghijABCDEFGHIJ012345',
  ],
  ['a URL with credentials', `git clone https://bot:${SECRET}@example.com/x.git`, SECRET],
  ['a signed URL', `curl "https://b.s3.amazonaws.com/k?X-Amz-Credential=x&X-Amz-Signature=${SECRET}"`, SECRET],
  [
    'a value that a service quotes in its error',
    `Value '${SECRET}' at 'nextToken' failed to satisfy constraint`,
    SECRET,
  ],
  ['a value of a parameter that is refused', `1 error: Value '${SECRET} x' at 'value' failed to satisfy`, SECRET],
  ['a code of an activation', `activationCode=${SECRET}`, SECRET],
  ['an address of a session', `{"streamUrl":"wss://example.com/${SECRET}"}`, SECRET],
  ['an assignment in a URL', `next=password%3D${SECRET}&x`, SECRET],
  ['a member with an escaped name', `{"p\\u0061ss\\u0077ord":"${SECRET}"}`, SECRET],
  ['a member of JSON in JSON in JSON', JSON.stringify(JSON.stringify(`{"token":"${SECRET} x"}`)), `${SECRET} x`],
  ['a value with a quote in it', `{"token":"a\\"${SECRET}"}`, SECRET],
  ['JSON that is cut off in an escape', `{"token":"${SECRET}\\`, SECRET],
  ['a secure string', `ConvertTo-SecureString "${SECRET}" -AsPlainText`, SECRET],
  ['a password of a user of Windows', `net user bob ${SECRET} /add`, SECRET],
  ['a password for a prompt', `echo "bob:${SECRET}" | sudo chpasswd`, SECRET],
  ['a webhook', `curl https://hooks.slack.com/services/T0/B0/${SECRET}`, SECRET],
  ['a cookie', `curl -H 'Cookie: session=${SECRET}; other=1'`, SECRET],
  ['a private key', `echo '-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----'`, SECRET],
];

describe('withoutCredentials', () => {
  it.each(CASES)('leaves out %s', (_, text, secret) => {
    const rest = withoutCredentials(text);
    expect(rest).toContain(LEFT_OUT);
    expect(rest).not.toContain(secret);
  });

  it.each([
    'ssh -p 2222 host',
    'systemctl restart web',
    'i-0a1b2c3d4e5f60001',
    '/prod/db/password',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db',
    'AWS-StartPortForwardingSessionToRemoteHost',
    'CHG-4711: rotate the password of the database',
    '{"withDecryption":true,"path":"/prod/tokens"}',
    'da39a3ee5e6b4b0d3255bfef95601890afd80709',
    'is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:1:parameter/db-password because no',
    "Value 'x y' at 'documentName' failed to satisfy constraint: Member must satisfy regular expression pattern",
    'net user bob /delete',
    'Parameter /prod/api-token not found.',
  ])('leaves %s alone', (text) => {
    expect(withoutCredentials(text)).toBe(text);
  });

  it('looks at the beginning of a long text, and takes no time that grows with its square', () => {
    for (const part of ['a', '-p', 'password', '"\\', 'x_', 'https://a:', '-----BEGIN ']) {
      expect(withoutCredentials(part.repeat(100_000)).length).toBeLessThan(60_000);
    }
  });
});

it('an alert quotes none, and says that something was left out', () => {
  const requestParameters = { name: 'x', content: `password=${SECRET}`, parameters: { commands: [`-p${SECRET}`] } };
  const fields = ['requestParameters.content', 'requestParameters.parameters.commands', 'errorMessage', 'userAgent'];
  const errorMessage = `Value '${SECRET}' at 'nextToken' failed to satisfy constraint`;
  const userAgent = `tool (--password=${SECRET})`;
  const nextSteps = ['Look: `echo {reason}`', 'And: `echo {errorMessage} {userAgent}`'];
  const [alert] = alertsOf([
    match({
      rule: alertRule({ nextSteps }),
      observed: observed({ reason: `token=${SECRET}`, userAgent }, { requestParameters, errorMessage, userAgent }),
      why: () => ({ selections: ['selection'], fields }),
    }),
  ]);
  if (alert === undefined) throw new Error('expected an alert');
  const { message } = renderAlert(alert);
  expect(message).not.toContain(SECRET);
  expect(message).toContain(`reason      token=${LEFT_OUT}\n`);
  expect(message).toContain(`error       Value '${LEFT_OUT}' at 'nextToken' failed`);
  expect(message).not.toContain('echo');
  expect(message).toContain('This message leaves out what looks like a credential');
});
