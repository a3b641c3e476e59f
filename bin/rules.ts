import { isJsonObject, type JsonObject } from '../lib/core/record/json';
import { parseRecord } from '../lib/core/record/parse-record';
import type { Correlation } from '../lib/core/rules/correlation';
import { loadRules, type RuleSource } from '../lib/core/rules/load-rules';
import type { RuleMetadata } from '../lib/core/rules/rule';
import { compileRules, type MatchReason } from '../lib/core/rules/rule-set';
import type { Finding } from '../lib/core/rules/yaml/document-error';

export type { Finding, MatchReason, RuleMetadata, RuleSource };

/** A rule that a record satisfies. */
export interface Match {
  readonly rule: RuleMetadata;
  /** Which selections of the rule hold, and which fields they look at. */
  readonly why: () => MatchReason;
}

/** Sigma rules, ready to be asked about many records. */
export interface CompiledRules {
  /** The rules, in the order of the files; filters are joined to the rules that they name. */
  readonly rules: readonly RuleMetadata[];
  /** Documents that are not taken, each with file, line and reason. */
  readonly refused: readonly Finding[];
  /** Findings about what loads but does not do what it seems to. */
  readonly findings: readonly Finding[];
  /**
   * The rules that a CloudTrail record satisfies, in the order of `rules`. Give the record as JSON text or bytes, so that
   * numbers keep all their digits, or as `JSON.parse` made it. Throws `SyntaxError` for text that is not JSON and
   * `NotARecordError` for anything but an object; never for what is in a record.
   */
  match(record: string | Uint8Array | object): readonly Match[];
}

/**
 * Compiles Sigma rules and filters for CloudTrail (`product: aws`, `service: cloudtrail`) from YAML files. Never throws for
 * what is in a file: a document that cannot be taken is in `refused`, and the others still load.
 */
export function compile(sources: readonly RuleSource[]): CompiledRules {
  const { rules, correlations, refused, findings } = loadRules(sources);
  const set = compileRules(rules);
  return {
    rules,
    refused: [...refused, ...correlations.map(notTaken)],
    findings,
    match: (record) => set.matches(recordOf(record)),
  };
}

/** `match` sees one record, and a correlation is about several. Its rules match like all others. */
function notTaken({ file, line, title }: Correlation): Finding {
  return {
    file,
    line,
    message: `correlation "${title}": takes several records, and match sees one; use ssm-audit alerts test`,
  };
}

function recordOf(given: string | Uint8Array | object): JsonObject {
  if (typeof given === 'string' || given instanceof Uint8Array) return parseRecord(given);
  return isJsonObject(given) ? given : parseRecord(JSON.stringify(given));
}
