import { createHash } from 'node:crypto';
import type { CorrelatedField, Correlation } from './correlation';
import type { WrittenCorrelation } from './correlation-document';
import { derivedName, isDerived } from './derived-fields';
import type { Rule } from './rule';
import { DocumentError } from './yaml/document-error';
import type { PackedNode } from './yaml/packed-node';

/** A rule as a correlation may name it. */
export interface NamedRule {
  readonly rule: Rule;
  /** Which of the folders that are loaded together it is from. */
  readonly collection: string;
  /** What decides whether it matches: its detection, and the filters on it. */
  readonly decisive: readonly PackedNode[];
}

/** What a correlation may name. */
export interface NamedDocuments {
  readonly rules: readonly NamedRule[];
  readonly correlations: readonly WrittenCorrelation[];
}

/** A correlation with its rules. */
export interface ResolvedCorrelation {
  readonly correlation: Correlation;
  readonly rules: readonly NamedRule[];
  /** Rules that it names by their titles, which may change. */
  readonly byTitle: readonly Rule[];
}

/** Puts the rules of a correlation in the place of their names. Throws a `DocumentError`. */
export function resolveCorrelation(
  written: WrittenCorrelation,
  collection: string,
  documents: NamedDocuments,
): ResolvedCorrelation {
  const found = written.rules.map((name) => foundRule(written, name, collection, documents));
  const named = found.map(({ named: rule }) => rule);
  if (new Set(named).size < named.length) {
    throw new DocumentError(written.lines.rules, 'rules: two names of the same rule, expected each once');
  }
  refuseSeveral(written, named.length);
  const { metadata, condition, groupBy } = written;
  const fieldOf = (name: string) => correlatedField(written, name, named);
  const common = { ...metadata, rules: named.map(({ rule }) => rule), groupBy: groupBy.map(fieldOf) };
  const fields = condition.fields.map(fieldOf);
  const decisive = { ...condition, fields, groupBy: common.groupBy, rules: named.map((each) => each.decisive) };
  const fingerprint = createHash('sha256').update(JSON.stringify(decisive)).digest('hex');
  const correlation: Correlation =
    condition.type === 'first_seen'
      ? { ...common, ...condition, fields, fingerprint }
      : { ...common, ...condition, fields, fingerprint, threshold: condition.threshold ?? named.length };
  return { correlation, rules: named, byTitle: found.flatMap((each) => (each.isTitle ? [each.named.rule] : [])) };
}

function refuseSeveral({ condition, lines }: WrittenCorrelation, rules: number): void {
  if (condition.type !== 'first_seen' || rules === 1) return;
  throw new DocumentError(lines.rules, 'rules: ssmAudit.firstSeen takes one rule');
}

interface FoundRule {
  readonly named: NamedRule;
  readonly isTitle: boolean;
}

/** Ids come before names, and names before titles; rules of its own folder before others. */
function foundRule(
  { lines }: WrittenCorrelation,
  name: string,
  collection: string,
  { rules, correlations }: NamedDocuments,
): FoundRule {
  const near = [...rules].sort((a, b) => Number(b.collection === collection) - Number(a.collection === collection));
  const byName = near.find(({ rule }) => rule.id === name) ?? near.find(({ rule }) => rule.name === name);
  if (byName !== undefined) return { named: byName, isTitle: false };
  const chained = correlations.some(({ metadata: { id, name: own, title } }) => [id, own, title].includes(name));
  if (chained) {
    throw new DocumentError(lines.rules, `rules: ${name} is a correlation; chains of correlations are not supported`);
  }
  const byTitle = near.find(({ rule }) => rule.title === name);
  if (byTitle !== undefined) return { named: byTitle, isTitle: true };
  throw new DocumentError(lines.rules, `rules: ${name} is not loaded, expected the id or the name of a rule`);
}

function correlatedField(written: WrittenCorrelation, name: string, rules: readonly NamedRule[]): CorrelatedField {
  const alias = written.aliases.get(name);
  const paths = rules.map(({ rule }) => (alias === undefined ? name : pathFor(written, name, alias, rule)));
  for (const path of paths) {
    if (isDerived(path) && derivedName(path) === undefined) {
      throw new DocumentError(
        written.lines.groupBy,
        `${path}: there is no such derived field (docs/rules.md lists them)`,
      );
    }
  }
  return { name, paths };
}

function pathFor({ lines }: WrittenCorrelation, name: string, alias: ReadonlyMap<string, string>, rule: Rule): string {
  const path = [rule.id, rule.name ?? rule.id, rule.title].map((each) => alias.get(each)).find(Boolean);
  if (path !== undefined) return path;
  throw new DocumentError(lines.groupBy, `aliases.${name}: no field for the rule ${rule.name ?? rule.id}`);
}
