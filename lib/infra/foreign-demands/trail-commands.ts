import { Aws } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { DemandingAudit, ForeignDemand } from './foreign-demand';

/** What a trail records, as `aws cloudtrail put-event-selectors` takes it. */
const SELECTORS = JSON.stringify([{ ReadWriteType: 'All', IncludeManagementEvents: true }]);

/**
 * The commands that a delegated administrator makes the trail with, after the deployment: everything that the trail
 * needs exists by then. All name it by its ARN, because by its name they would look in the wrong account.
 */
export function trailCommands({ announcements, logs, options, trailArn }: DemandingAudit): readonly ForeignDemand[] {
  if (options.managementAccount === '' || trailArn === undefined || !(logs.bucket instanceof Bucket)) return [];
  const create = [
    `aws cloudtrail create-trail --region ${Aws.REGION} --name ${trailArn.slice(trailArn.lastIndexOf('/') + 1)}`,
    `--s3-bucket-name ${logs.bucket.bucketName} --sns-topic-name ${announcements.topicArn}`,
    '--is-organization-trail --is-multi-region-trail --include-global-service-events --enable-log-file-validation',
    ...(options.logPrefix === '' ? [] : [`--s3-key-prefix '${options.logPrefix}'`]),
    ...(options.logKeyArn === '' ? [] : [`--kms-key-id ${options.logKeyArn}`]),
  ];
  const lines = [
    create.join(' '),
    `aws cloudtrail put-event-selectors --region ${Aws.REGION} --trail-name ${trailArn} --event-selectors '${SELECTORS}'`,
    `aws cloudtrail start-logging --region ${Aws.REGION} --name ${trailArn}`,
  ];
  return [
    {
      output: 'TrailCommands',
      description:
        'Run these commands after the first deployment. They make the trail of the organization and start it',
      value: lines.join('\n'),
    },
  ];
}
