import { existsSync, readFileSync } from 'node:fs';
import { projectPath } from '../../adapters/folder/project-path';
import { type AlertConfiguration, readAlertConfiguration } from '../../core/alerts/configuration/alert-configuration';
import { readAlertWindowMs } from '../../core/alerts/configuration/alert-window';
import { isJsonObject, member, textAt } from '../../core/record/json';
import { UsageError } from '../terminal/cli-error';

const CDK_JSON = 'cdk.json';

/** What the context says about alerting. */
export interface AlertContext {
  readonly configuration: AlertConfiguration;
  /** The suppression window. */
  readonly windowMs: number;
  /** What the reason of a session has to contain. Undefined if nothing is required. */
  readonly reasonPattern: string | undefined;
}

/**
 * The alert topics, overrides, window and pattern for reasons in the context of a `cdk.json`: the given one, or else
 * the one in this folder, or else the project's. Without any, there are no topics. Throws `UsageError` or
 * `AlertConfigurationError` for what cannot be read.
 */
export async function alertContext(named: string | undefined): Promise<AlertContext> {
  const file = named ?? (existsSync(CDK_JSON) ? CDK_JSON : projectPath(CDK_JSON));
  const given = file === undefined ? undefined : member(parsedFile(file), 'context');
  const context = isJsonObject(given) ? given : {};
  return {
    configuration: readAlertConfiguration(context),
    windowMs: readAlertWindowMs(context),
    reasonPattern: textAt(context, 'ssm-audit:reasonPattern') || undefined,
  };
}

function parsedFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `'${file}' cannot be read (${reason}): expected a cdk.json whose context has the alert topics`,
    );
  }
}
