import { Lazy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Topic } from 'aws-cdk-lib/aws-sns';

/** Who may tell something on a topic: sources of AWS services, each by a pattern of its ARN, and nobody else. */
export class ToldSources {
  private readonly sources: string[] = [];

  constructor(private readonly topic: Topic) {
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'NothingElseIsTold',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { ArnNotLike: { 'aws:SourceArn': Lazy.list({ produce: () => this.sources }) } },
      }),
    );
  }

  /** Admits what a service sends for resources of this ARN. */
  admit(sid: string, service: string, sourceArn: string): void {
    this.sources.push(sourceArn);
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { ArnLike: { 'aws:SourceArn': sourceArn } },
      }),
    );
  }
}
