/** One line of text, as titles and names of authors are. */
const LINE = { type: 'string', minLength: 1, maxLength: 256 };
const LINES = { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, uniqueItems: true };
const DATE = { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' };

/** What a search identifier may hold: a map of tests, a list of such maps, or a list of words. */
const SEARCH = {
  type: ['object', 'array'],
  minItems: 1,
  minProperties: 1,
  items: { type: ['object', 'string', 'number'] },
};

/**
 * The shape of a detection rule in our words, after the Sigma rules specification 2.1: which keys there are, and what each
 * may hold. What it leaves open, other tests say.
 */
export const SIGMA_RULE_SCHEMA = {
  type: 'object',
  required: ['title', 'logsource', 'detection'],
  properties: {
    title: LINE,
    id: { type: 'string', pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    name: LINE,
    related: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type'],
        properties: { id: LINE, type: { enum: ['derived', 'obsolete', 'merged', 'renamed', 'similar'] } },
      },
    },
    taxonomy: LINE,
    status: { enum: ['stable', 'test', 'experimental', 'deprecated', 'unsupported'] },
    description: { type: 'string', minLength: 1, maxLength: 65_535 },
    license: LINE,
    author: LINE,
    references: LINES,
    date: DATE,
    modified: DATE,
    logsource: {
      type: 'object',
      minProperties: 1,
      properties: { category: LINE, product: LINE, service: LINE, definition: { type: 'string' } },
    },
    detection: {
      type: 'object',
      required: ['condition'],
      minProperties: 2,
      properties: { condition: { type: ['string', 'array'], items: { type: 'string' }, minLength: 1 } },
      patternProperties: { '^(?!condition$)': SEARCH },
    },
    fields: LINES,
    falsepositives: LINES,
    level: { enum: ['informational', 'low', 'medium', 'high', 'critical'] },
    tags: { ...LINES, items: { type: 'string', pattern: '^[a-z0-9_-]+\\.[a-z0-9._-]+$' } },
    scope: LINES,
  },
};
