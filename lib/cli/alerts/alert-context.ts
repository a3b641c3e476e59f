import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { projectPath } from '../../adapters/folder/project-path';
import { type AlertConfiguration, readAlertConfiguration } from '../../core/alerts/alert-configuration';
import { isJsonObject, member } from '../../core/record/json';
import { UsageError } from '../terminal/cli-error';

const CDK_JSON = 'cdk.json';

/**
 * The alert topics and overrides in the context of a `cdk.json`: the one that is named, else the one of this folder, else
 * the project's; without any, none. `UsageError` or `AlertConfigurationError` for what cannot be read.
 */
export async function alertContext(named: string | undefined): Promise<AlertConfiguration> {
  const file = named ?? (existsSync(CDK_JSON) ? CDK_JSON : projectPath(CDK_JSON));
  const context = file === undefined ? undefined : member(await parsedFile(file), 'context');
  return readAlertConfiguration(isJsonObject(context) ? context : {});
}

async function parsedFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `'${file}' cannot be read (${reason}): expected a cdk.json whose context has the alert topics`,
    );
  }
}
