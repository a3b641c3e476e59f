import { Option } from 'commander';

/** The flag that adds rules. */
export interface RuleFlags {
  /** Folders of rules beside those that are read anyway. */
  readonly rules?: readonly string[];
}

/** The flag that chooses among rules. */
export interface ChosenRules {
  /** Ids of rules and correlations; all where none is named. */
  readonly rule?: readonly string[];
}

/** `--rule ID`, which may be repeated. */
export function ruleOption(): Option {
  return new Option('--rule <id>', 'only this rule or correlation, by its id; you can repeat it').argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}

/** The flag that names the file of the context. */
export interface ConfigFlag {
  readonly config?: string;
}

/** `--rules DIR`, which may be repeated. */
export function rulesOption(): Option {
  return new Option('--rules <dir>', 'a folder with more rules (.yml, .yaml); you can repeat it').argParser(
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}

/** `--config CDK.JSON` */
export function configOption(): Option {
  return new Option(
    '--config <cdk.json>',
    "the file with the alert topics (default: cdk.json here, then the project's)",
  );
}
