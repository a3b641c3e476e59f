import { LEVELS, type Rule, STATUSES } from './rule';
import { optionalChoice, optionalText, optionalTexts } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

type Metadata = Pick<
  Rule,
  'level' | 'status' | 'description' | 'author' | 'references' | 'falsepositives' | 'nextSteps' | 'tags'
>;

/** What rules and correlations say about themselves. Throws a `DocumentError`. */
export function metadataOf(document: YamlMap): Metadata {
  const status = optionalChoice(document, 'status', STATUSES);
  const description = optionalText(document, 'description');
  const author = optionalText(document, 'author');
  return {
    level: optionalChoice(document, 'level', LEVELS) ?? 'medium',
    ...(status === undefined ? {} : { status }),
    ...(description === undefined ? {} : { description }),
    ...(author === undefined ? {} : { author }),
    references: optionalTexts(document, 'references'),
    falsepositives: optionalTexts(document, 'falsepositives'),
    nextSteps: optionalTexts(document, 'nextSteps'),
    tags: optionalTexts(document, 'tags'),
  };
}
