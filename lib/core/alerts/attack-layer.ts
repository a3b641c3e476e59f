import type { Rule } from '../rules/rule';

/** A technique of ATT&CK, and the rules about it. */
export interface LayerTechnique {
  readonly techniqueID: string;
  /** How many rules are about it. */
  readonly score: number;
  /** Their titles, with their levels. */
  readonly comment: string;
}

/** A layer of the ATT&CK Navigator (mitre-attack/attack-navigator: layers/LAYERFORMATv4_5.md). */
export interface AttackLayer {
  readonly name: string;
  readonly description: string;
  readonly domain: 'enterprise-attack';
  readonly versions: { readonly layer: '4.5' };
  readonly techniques: readonly LayerTechnique[];
  readonly gradient: { readonly colors: readonly string[]; readonly minValue: number; readonly maxValue: number };
}

/** Light for one rule, dark for the most. */
const COLOURS = ['#cfe2f3', '#0b5394'];

/** The coverage of ATT&CK by rules, according to the techniques in their tags. */
export function attackLayer(rules: readonly Pick<Rule, 'title' | 'level' | 'tags'>[]): AttackLayer {
  const titles = new Map<string, string[]>();
  for (const { title, level, tags } of rules) {
    for (const technique of new Set(tags.flatMap((tag) => techniqueOf(tag) ?? []))) {
      titles.set(technique, [...(titles.get(technique) ?? []), `${title} (${level})`]);
    }
  }
  const techniques = [...titles]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([techniqueID, known]) => ({ techniqueID, score: known.length, comment: known.join('; ') }));
  return {
    name: 'ssm-audit',
    description: 'Techniques that the rules of ssm-audit detect. The score is the number of rules.',
    domain: 'enterprise-attack',
    versions: { layer: '4.5' },
    techniques,
    gradient: { colors: COLOURS, minValue: 1, maxValue: Math.max(2, ...techniques.map(({ score }) => score)) },
  };
}

/** `attack.t1021.007` stands for T1021.007; tactics have no number. */
function techniqueOf(tag: string): string | undefined {
  return /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1]?.toUpperCase();
}
