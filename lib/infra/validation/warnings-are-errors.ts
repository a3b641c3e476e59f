import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { MISSPELT_EVENT_NAME } from '../settings/misspelt-event-names';

/**
 * Fails a synthesis on which any construct has left a warning that nobody acknowledged. The CDK's command line does so
 * only for who remembers `--strict`, and does not read that from cdk.json.
 */
export class WarningsAreErrors implements IPolicyValidationPlugin {
  readonly name = 'Warnings are errors';

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = context.appConstruct.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter(({ type, data }) => type === ArtifactMetadataEntryType.WARN && !isOfMisspeltName(data))
        .map((entry) => ({
          ruleName: 'construct-warning',
          description: String(entry.data),
          severity: 'error',
          violatingResources: [{ constructPath: construct.node.path, locations: [] }],
        })),
    );
    return { success: violations.length === 0, violations };
  }
}

/** The CDK puts the id of a warning behind its text. */
function isOfMisspeltName(data: unknown): boolean {
  return String(data).endsWith(`[ack: ${MISSPELT_EVENT_NAME}]`);
}
