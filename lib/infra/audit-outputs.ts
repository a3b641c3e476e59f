import { CfnOutput } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { STACK_OUTPUTS, type StackOutputs } from '../app/stack-outputs';

/** What the outputs tell. */
export interface AuditOutputsProps {
  /** A value for each output that the command line reads. */
  readonly values: StackOutputs;
  /** The policy to attach to people who audit. */
  readonly auditorPolicyArn: string;
}

/** What a deployment tells: to the command line under fixed keys, and to the operator. */
export class AuditOutputs extends Construct {
  constructor(scope: Construct, id: string, props: AuditOutputsProps) {
    super(scope, id);
    for (const key of STACK_OUTPUTS) this.output(key, props.values[key]);
    this.output('AuditorPolicyArn', props.auditorPolicyArn);
  }

  private output(key: string, value: string): void {
    new CfnOutput(this, key, { value }).overrideLogicalId(key);
  }
}
