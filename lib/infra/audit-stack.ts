import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuditOutputs } from './audit-outputs';
import type { Configuration } from './settings/configuration';
import { SystemsManagerAudit } from './systems-manager-audit';

/** What a stack is made with. */
export interface AuditStackProps extends StackProps {
  /** The settings of this deployment. */
  readonly configuration: Configuration;
}

/** The audit in its own stack, with the outputs by which the command line finds it. */
export class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    const { configuration, ...stackProps } = props;
    super(scope, id, {
      description: 'Indexes the audit trail of AWS Systems Manager as CloudTrail delivers it',
      ...stackProps,
    });
    const audit = new SystemsManagerAudit(this, 'Audit', configuration);
    new AuditOutputs(this, 'Outputs', { audit });
  }
}
