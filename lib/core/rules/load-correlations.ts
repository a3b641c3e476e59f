import type { Correlation } from './correlation';
import type { WrittenCorrelation } from './correlation-document';
import { findingsOnCorrelation } from './correlation-findings';
import { type NamedRule, type ResolvedCorrelation, resolveCorrelation } from './resolve-correlation';
import { DocumentError, type Finding } from './yaml/document-error';

/** A correlation as written, and which of the folders that are loaded together it is from. */
export interface CollectedCorrelation {
  readonly written: WrittenCorrelation;
  readonly collection: string;
}

/** Correlations with their rules. */
export interface LoadedCorrelations {
  readonly correlations: readonly Correlation[];
  readonly refused: readonly Finding[];
  /** Made when they are asked for: mostly nobody does. */
  readonly findings: () => readonly Finding[];
  /** The ids of rules that raise no alerts of their own. */
  readonly quiet: ReadonlySet<string>;
}

/** Puts rules in the place of their names. What is refused quiets nothing. */
export function loadCorrelations(
  collected: readonly CollectedCorrelation[],
  rules: readonly NamedRule[],
): LoadedCorrelations {
  const documents = { rules, correlations: collected.map(({ written }) => written) };
  const outcomes = collected.map((each) => ({ ...each, outcome: resolved(each, documents) }));
  const loaded = outcomes.flatMap(({ outcome, ...each }) => ('rules' in outcome ? [{ ...each, outcome }] : []));
  return {
    correlations: loaded.map(({ outcome }) => outcome.correlation),
    refused: outcomes.flatMap(({ outcome }) => ('message' in outcome ? [outcome] : [])),
    findings: () => loaded.flatMap(({ written, outcome }) => findingsOnCorrelation(written, outcome)),
    quiet: quietRules(loaded),
  };
}

function resolved(
  { written, collection }: CollectedCorrelation,
  documents: Parameters<typeof resolveCorrelation>[2],
): ResolvedCorrelation | Finding {
  try {
    return resolveCorrelation(written, collection, documents);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return { file: written.metadata.file, line: error.line, message: error.message };
  }
}

/**
 * The rules that only count. Of its own folder alone, because rules of the pack stay heard whatever a user's folder says;
 * and not those that some correlation lets generate.
 */
function quietRules(
  loaded: readonly (CollectedCorrelation & { readonly outcome: ResolvedCorrelation })[],
): Set<string> {
  const named = (generate: boolean) =>
    loaded
      .filter(({ written }) => written.generate === generate)
      .flatMap(({ collection, outcome }) => outcome.rules.filter((each) => each.collection === collection))
      .map(({ rule }) => rule.id);
  const quiet = new Set(named(false));
  for (const id of named(true)) quiet.delete(id);
  return quiet;
}
