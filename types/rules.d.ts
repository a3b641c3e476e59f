/** Something to say about a rule file: a document refused, or one that loads and does not do what it seems to. */
interface Finding {
    readonly file: string;
    readonly line: number;
    readonly message: string;
}

/** Sigma's levels, lowest first. */
declare const LEVELS: readonly ["informational", "low", "medium", "high", "critical"];
type Level = (typeof LEVELS)[number];
/** How far a rule is tried, in Sigma's words. */
declare const STATUSES: readonly ["stable", "test", "experimental", "deprecated", "unsupported"];
type Status = (typeof STATUSES)[number];
/** What a rule reads; every rule here reads CloudTrail records of AWS. */
interface LogSource {
    readonly product: string;
    /** Absent where a rule is meant for all logs of AWS. */
    readonly service?: string;
    readonly definition?: string;
}
/** What a Sigma rule says about itself. */
interface RuleMetadata {
    /** As written; the `name`, or else the title, of a rule that has none. */
    readonly id: string;
    readonly name?: string;
    readonly title: string;
    /** `medium` where the rule gives none: what nobody has weighed must be seen by somebody. */
    readonly level: Level;
    readonly status?: Status;
    readonly description?: string;
    readonly author?: string;
    readonly references: readonly string[];
    readonly falsepositives: readonly string[];
    /** What whoever is alerted does next; a field of our own, which Sigma leaves to its users. */
    readonly nextSteps: readonly string[];
    readonly tags: readonly string[];
    readonly logsource: LogSource;
    /** Where the rule was read: the name that the caller gave the file, and the document's first line in it. */
    readonly file: string;
    readonly line: number;
}

/** A rule file: the name to show for it, and its YAML, one document or several. */
interface RuleSource {
    readonly file: string;
    readonly text: string;
}

/** Why a rule matched, for a person to read. */
interface MatchReason {
    /** The names of the rule's selections that hold, exceptions among them. */
    readonly selections: readonly string[];
    /** The fields that those selections look at, as paths. */
    readonly fields: readonly string[];
}

/** A rule that a record satisfies. */
interface Match {
    readonly rule: RuleMetadata;
    /** Which selections of the rule hold, and which fields they look at. */
    readonly why: () => MatchReason;
}
/** Sigma rules, ready to be asked about many records. */
interface CompiledRules {
    /** The rules, in the order of the files; filters are joined to the rules that they name. */
    readonly rules: readonly RuleMetadata[];
    /** Documents that are not taken, each with file, line and reason. */
    readonly refused: readonly Finding[];
    /** What loads and does not do what it seems to. */
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
declare function compile(sources: readonly RuleSource[]): CompiledRules;

export { compile };
export type { CompiledRules, Finding, Match, MatchReason, RuleMetadata, RuleSource };
