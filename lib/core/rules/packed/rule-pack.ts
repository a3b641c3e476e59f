import { trustExpressions } from '../../match/regular-expression';
import { foldCase } from '../../match/scalar-text';
import { loadRuleFiles, type RuleFile } from '../load-rule-files';
import type { Rule } from '../rule';
import { optionalText } from '../yaml/document-fields';
import type { PackedFile } from './packed-rules';
import { unpackRules } from './unpacked-rules';

/** A document of a pack that decides about single events: its place, and which events it can match at most. */
export interface IndexedDocument {
  /** The place of its file among those of the pack, and its own place in that. */
  readonly file: number;
  readonly document: number;
  /** In folded case; absent for any. */
  readonly eventNames?: readonly string[];
  readonly eventSources?: readonly string[];
}

/** A pack of rules as JSON has it. */
export interface CompiledPack {
  readonly files: readonly PackedFile[];
  /** The rules that raise alerts of their own: not those that only correlations count. */
  readonly rules: readonly IndexedDocument[];
  /** Filters, which apply to whichever rules they name. */
  readonly filters: readonly IndexedDocument[];
  /** The regular expressions that were found to compile (`trustExpressions`). */
  readonly expressions: readonly string[];
}

/** By what the kind of an event is told. What is undefined, as in a record that could not be indexed, can be anything. */
export interface EventKind {
  readonly eventName?: string | undefined;
  readonly eventSource?: string | undefined;
}

/** What rules and correlations of a pack are called by. */
export interface NamedDocument {
  readonly id: string;
  readonly title: string;
}

/** The rules and correlations of a pack by their ids and titles, without compiling any. */
export function namesIn({ files }: CompiledPack): readonly NamedDocument[] {
  const documents = unpackRules(files).flatMap((file) => file.documents);
  return documents.flatMap((document) => {
    if (!('kind' in document) || document.kind !== 'map') return [];
    const [id, title] = [optionalText(document, 'id'), optionalText(document, 'title')];
    return id === undefined || title === undefined ? [] : [{ id, title }];
  });
}

/** The rules of a pack that raise alerts of their own. Each is compiled once, when an event comes that it can match. */
export class PackRules {
  private readonly compiled = new Map<IndexedDocument, readonly Rule[]>();

  constructor(private readonly pack: CompiledPack) {
    trustExpressions(pack.expressions);
  }

  /** The rules that can match an event of a kind, and perhaps some that cannot; in the order of the pack. */
  for({ eventName, eventSource }: EventKind): readonly Rule[] {
    const [name, source] = [folded(eventName), folded(eventSource)];
    const wanted = this.pack.rules.filter(
      ({ eventNames, eventSources }) => mayBe(eventNames, name) && mayBe(eventSources, source),
    );
    this.compile(wanted.filter((document) => !this.compiled.has(document)));
    return wanted.flatMap((document) => this.compiled.get(document) ?? []);
  }

  /** All at once, so that the filters of the pack are read once for them. */
  private compile(documents: readonly IndexedDocument[]): void {
    if (documents.length === 0) return;
    const alone = documents.map((document) => ({ document, files: this.alone(document) }));
    const filters = this.pack.filters.flatMap((each) => this.alone(each));
    const { rules } = loadRuleFiles([...alone.flatMap(({ files }) => files), ...filters]);
    const byPlace = new Map(rules.map((rule) => [placeOf(rule), rule]));
    for (const { document, files } of alone) {
      const found = files.flatMap((each) => placesIn(each)).flatMap((place) => byPlace.get(place) ?? []);
      this.compiled.set(document, found);
    }
  }

  /** A document as a file of its own. */
  private alone({ file, document }: IndexedDocument): readonly RuleFile[] {
    const whole = this.pack.files[file];
    if (whole === undefined) return [];
    const only = <Part>(parts: readonly Part[]) => parts.slice(document, document + 1);
    return unpackRules([{ ...whole, documents: only(whole.documents), lines: only(whole.lines) }]);
  }
}

function placeOf({ file, line }: Pick<Rule, 'file' | 'line'>): string {
  return `${line} ${file}`;
}

function placesIn({ file, documents }: RuleFile): readonly string[] {
  return documents.map(({ line }) => placeOf({ file, line }));
}

function folded(text: string | undefined): string | undefined {
  return text === undefined ? undefined : foldCase(text);
}

/** Whether a text in folded case is among those, as far as both are known. */
function mayBe(texts: readonly string[] | undefined, text: string | undefined): boolean {
  return texts === undefined || text === undefined || texts.includes(text);
}
