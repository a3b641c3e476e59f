import { namesInError } from '../../../lib/core/resources/error-message';
import { CALLER, HYBRID_NODE, NODE, refusedCall, ssmCall, touched } from './ssm-call';

const USER = `User: ${CALLER} is not authorized to perform: ssm:GetParameter`;
const ARN = 'arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db';

describe('namesInError', () => {
  test.each([
    `${USER} on resource: ${ARN}`,
    `${USER} on resource: ${ARN} because no identity-based policy allows the ssm:GetParameter action`,
    `${USER} on resource: ${ARN} with an explicit deny in a service control policy`,
    `${USER} on resource: ${ARN} with an explicit deny in a permissions boundary`,
    `${USER} on resource: ${ARN} because no session policy allows the ssm:GetParameter action`,
    `${USER} on resource: ${ARN} on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/forged because`,
  ])('%s', (message) => {
    expect(namesInError(message)).toEqual([ARN]);
  });

  test('a refusal that names no resource names nothing, its caller least of all', () => {
    const caller = `User: arn:aws:sts::111122223333:assumed-role/Host/${NODE}`;
    expect(namesInError(`${caller} is not authorized to perform: ssm:SendCommand`)).toEqual(['']);
    expect(namesInError(`${caller} is not authorized to access this resource`)).toEqual([]);
  });

  test('an ARN that CloudTrail may have cut is left out', () => {
    const beginning = `${USER} on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/`;
    const cut = beginning.padEnd(1_024, 'x');
    expect(namesInError(cut)).toEqual(['']);
    expect(namesInError(`${cut} because`)).toEqual([cut.slice(cut.indexOf('arn:aws:ssm:eu'))]);
  });

  test('other messages count for the nodes they mention', () => {
    expect(namesInError(`Instances [[${NODE}, ${HYBRID_NODE}]] not in a valid state for account`)).toEqual([
      NODE,
      HYBRID_NODE,
    ]);
    expect(namesInError('Rate exceeded')).toEqual([]);
  });

  test('hostile messages come to an end', () => {
    const phrase = ' is not authorized to perform: on resource: i-';
    for (const text of [phrase.repeat(20_000), ' on resource: '.repeat(50_000), 'mi-i-'.repeat(100_000)]) {
      expect(namesInError(text).length).toBeLessThan(10);
      expect(namesInError(USER + text).length).toBeLessThan(10);
    }
  });
});

describe('what a refused call touched', () => {
  test('StartSession is refused for the node or for the document, as it happens', () => {
    const node = refusedCall('StartSession', `arn:aws:ec2:eu-west-1:111122223333:instance/${NODE}`);
    const document = refusedCall(
      'StartSession',
      'arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell',
    );
    expect(touched(node)).toEqual([`target instance ${NODE}`]);
    expect(touched(document)).toEqual(['uses document SSM-SessionManagerRunShell']);
  });

  test('reading everything by path is refused for the root', () => {
    const record = refusedCall('GetParametersByPath', 'arn:aws:ssm:eu-west-1:111122223333:parameter/');
    expect(touched(record)).toEqual(['uses parameterPath /']);
  });

  test('a refusal for everything names nothing', () => {
    expect(touched(refusedCall('DescribeParameters', 'arn:aws:ssm:eu-west-1:111122223333:*'))).toEqual([]);
    expect(touched(refusedCall('DescribeParameters', '*'))).toEqual([]);
  });

  test('a node that is not connected is the target of the command', () => {
    const errorMessage = `Instances [[${NODE}]] not in a valid state for account 111122223333`;
    expect(touched(ssmCall('SendCommand', { errorCode: 'InvalidInstanceId', errorMessage }))).toEqual([
      `target instance ${NODE}`,
    ]);
  });
});
