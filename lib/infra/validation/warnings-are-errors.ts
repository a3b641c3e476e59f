import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';

/**
 * Fails a synthesis on which any construct has left a warning that nobody acknowledged. The CDK's command line does so
 * only for who remembers `--strict`, and does not read that from cdk.json.
 */
export class WarningsAreErrors implements IPolicyValidationPlugin {
  readonly name = 'Warnings are errors';

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = context.appConstruct.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter((entry) => entry.type === ArtifactMetadataEntryType.WARN)
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
