import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accessWarnings } from './access-warnings';
import type { AuditOptions } from './configuration';
import { misspeltNames } from './misspelt-event-names';
import { retentionWarnings } from './retention-warnings';

/** Sentences on options that are valid and may still not be meant, by the ID by which you acknowledge them. */
const WARNINGS: Readonly<Record<string, (options: AuditOptions) => readonly string[]>> = {
  'ssm-audit:misspeltEventName': misspeltNames,
  'ssm-audit:retention': retentionWarnings,
  'ssm-audit:trailByHand': trailByHand,
  'ssm-audit:access': accessWarnings,
};

/** A deployment without a trail records nothing until somebody makes it. */
function trailByHand({ managementAccount }: AuditOptions): readonly string[] {
  if (managementAccount === '') return [];
  const why = 'CloudFormation cannot make the trail of an organization for a delegated administrator';
  return [`managementAccount is ${managementAccount}: ${why}, so run the output TrailCommands after the deployment`];
}

/** Warns about what is valid and may not be meant. Nothing stops: you may mean it. */
export function warnOfOptions(scope: Construct, options: AuditOptions): void {
  for (const [id, warningsOn] of Object.entries(WARNINGS)) {
    for (const warning of warningsOn(options)) Annotations.of(scope).addWarningV2(id, warning);
  }
}

/** Whether a warning of a construct, as the CDK keeps it with its ID at the end, is one of these. */
export function isOfOptions(warning: string): boolean {
  return Object.keys(WARNINGS).some((id) => warning.endsWith(`[ack: ${id}]`));
}
