import {
  type AdvancedFieldSelector,
  type CloudTrailClient,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  TrailNotFoundException,
} from '@aws-sdk/client-cloudtrail';
import type { TrailSource } from '../../app/ports/trail-source';
import type { BasicSelector, FieldSelector, TrailDescription } from '../../core/trail/trail-description';

/** Reads a trail from CloudTrail's API, in the trail's home region. */
export class CloudTrailTrail implements TrailSource {
  constructor(
    private readonly client: CloudTrailClient,
    private readonly trailArn: string,
  ) {}

  async describe(): Promise<TrailDescription | undefined> {
    try {
      return await this.whole();
    } catch (error) {
      if (error instanceof TrailNotFoundException) return undefined;
      throw error;
    }
  }

  private async whole(): Promise<TrailDescription> {
    const [{ Trail: trail }, status, selection] = await Promise.all([
      this.client.send(new GetTrailCommand({ Name: this.trailArn })),
      this.client.send(new GetTrailStatusCommand({ Name: this.trailArn })),
      this.client.send(new GetEventSelectorsCommand({ TrailName: this.trailArn })),
    ]);
    return {
      bucketName: trail?.S3BucketName ?? '',
      prefix: trail?.S3KeyPrefix ?? '',
      topicArn: trail?.SnsTopicARN ?? '',
      isLogging: status.IsLogging === true,
      isMultiRegion: trail?.IsMultiRegionTrail === true,
      validatesLogFiles: trail?.LogFileValidationEnabled === true,
      ...(status.LatestDeliveryError && { deliveryError: status.LatestDeliveryError }),
      ...(status.LatestNotificationError && { notificationError: status.LatestNotificationError }),
      ...(status.LatestDigestDeliveryError && { digestError: status.LatestDigestDeliveryError }),
      selectors: (selection.EventSelectors ?? []).map(basicSelector),
      advancedSelectors: (selection.AdvancedEventSelectors ?? []).map(({ FieldSelectors }) =>
        (FieldSelectors ?? []).map(fieldSelector),
      ),
    };
  }
}

/** A missing value means all reads and writes, management events included (CloudTrail API: EventSelector). */
function basicSelector(selector: EventSelector): BasicSelector {
  return {
    reads: selector.ReadWriteType !== 'WriteOnly',
    writes: selector.ReadWriteType !== 'ReadOnly',
    managementEvents: selector.IncludeManagementEvents !== false,
    excludedSources: selector.ExcludeManagementEventSources ?? [],
  };
}

function fieldSelector(selector: AdvancedFieldSelector): FieldSelector {
  return {
    field: selector.Field ?? '',
    equals: selector.Equals ?? [],
    startsWith: selector.StartsWith ?? [],
    endsWith: selector.EndsWith ?? [],
    notEquals: selector.NotEquals ?? [],
    notStartsWith: selector.NotStartsWith ?? [],
    notEndsWith: selector.NotEndsWith ?? [],
  };
}
