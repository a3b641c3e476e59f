import { Match } from 'aws-cdk-lib/assertions';
import { asText, resourceOf, synthesized } from '../synthesized-stack';

const template = synthesized();
const trail = resourceOf(template, 'AWS::CloudTrail::Trail', 'Trail');

describe('the trail', () => {
  it('records all management events of all regions, reads included, with digests', () => {
    expect(trail.properties).toMatchObject({
      IsLogging: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true }],
    });
  });

  it('leaves out no event source: KMS tells which parameters were decrypted', () => {
    expect(JSON.stringify(trail.properties)).not.toContain('ExcludeManagementEventSources');
  });

  it('delivers to the bucket and announces on the topic', () => {
    const bucket = resourceOf(template, 'AWS::S3::Bucket', 'LogsBucket');
    const topic = resourceOf(template, 'AWS::SNS::Topic', 'Announcements');
    expect(trail.properties).toMatchObject({ S3BucketName: { Ref: bucket.id }, SnsTopicName: { Ref: topic.id } });
  });

  it('is made after the policies that admit it', () => {
    const bucketPolicy = resourceOf(template, 'AWS::S3::BucketPolicy', 'LogsBucket');
    const topicPolicy = resourceOf(template, 'AWS::SNS::TopicPolicy', 'Announcements');
    template.hasResource('AWS::CloudTrail::Trail', { DependsOn: Match.arrayWith([topicPolicy.id, bucketPolicy.id]) });
  });

  it('is named after stack and region where no name is configured, so that stacks do not collide', () => {
    expect(asText(trail.properties['TrailName'])).toBe('ssm-audit-<AWS::Region>');
    const second = synthesized({ stackName: 'second' });
    expect(asText(resourceOf(second, 'AWS::CloudTrail::Trail', 'Trail').properties['TrailName'])).toBe(
      'second-<AWS::Region>',
    );
  });

  it('takes a configured name and key prefix', () => {
    const { properties } = resourceOf(
      synthesized({ trailName: 'ours', logPrefix: 'org/logs' }),
      'AWS::CloudTrail::Trail',
      'Trail',
    );
    expect(properties).toMatchObject({ TrailName: 'ours', S3KeyPrefix: 'org/logs' });
    expect(trail.properties).not.toHaveProperty('S3KeyPrefix');
  });
});
