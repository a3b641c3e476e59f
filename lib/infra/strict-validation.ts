import { type App, type IPolicyValidationPlugin, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { WarningsAreErrors } from './warnings-are-errors';

/**
 * Has every synthesis of the app fail on a finding of cdk-nag's AwsSolutions pack and on a warning of a construct. The
 * CDK's own checks of the template need no plugin, only `@aws-cdk/core:validateAgainstDefaultRules` in cdk.json.
 */
export function addStrictValidation(app: App): void {
  Validations.of(app).addPlugins(withEveryFindingAnError(new AwsSolutionsChecks(app)), new WarningsAreErrors());
}

/** cdk-nag grades some rules, such as point-in-time recovery, as warnings, which would be printed and passed over. */
function withEveryFindingAnError(pack: AwsSolutionsChecks): IPolicyValidationPlugin {
  return {
    name: pack.name,
    validate: (context) => {
      const report = pack.validate(context);
      const violations = report.violations.map((violation) => ({ ...violation, severity: 'error' }));
      return { ...report, violations };
    },
  };
}
