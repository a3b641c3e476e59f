import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, type NagPack, ServerlessChecks } from 'cdk-nag';
import { WarningsAreErrors } from './warnings-are-errors';

/**
 * Makes every synthesis of the app fail on a finding of cdk-nag's AwsSolutions and Serverless packs, and on a warning
 * of a construct. The CDK's own checks of the template need no plugin, only `@aws-cdk/core:validateAgainstDefaultRules`
 * in cdk.json.
 */
export function addStrictValidation(app: App): void {
  const packs = [new AwsSolutionsChecks(app), new ServerlessChecks(app)];
  Validations.of(app).addPlugins(...packs.map(withEveryFindingAnError), new WarningsAreErrors());
}

/**
 * cdk-nag grades some rules, such as point-in-time recovery, as warnings. It would print them, and the synthesis would
 * continue.
 */
function withEveryFindingAnError(pack: NagPack): IPolicyValidationPlugin {
  return {
    name: pack.name,
    validate: (context) => {
      const report = pack.validate(context);
      const violations = report.violations.map((violation) => ({ ...violation, severity: 'error' }));
      return { ...report, violations };
    },
  };
}
