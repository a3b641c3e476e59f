import type { IPolicyValidationContext, IPolicyValidationPlugin, PolicyValidationPluginReport } from 'aws-cdk-lib';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import { isOfOptions } from '../settings/option-warnings';

/**
 * Fails a synthesis if any construct left a warning that nobody acknowledged, but for those on your own settings. The command line of the CDK does so only
 * with `--strict`, which people forget and cdk.json cannot set.
 */
export class WarningsAreErrors implements IPolicyValidationPlugin {
  readonly name = 'Warnings are errors';

  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const violations = context.appConstruct.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter(({ type, data }) => type === ArtifactMetadataEntryType.WARN && !isOfOptions(String(data)))
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
