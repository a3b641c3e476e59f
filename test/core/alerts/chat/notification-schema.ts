import Ajv2020 from 'ajv/dist/2020';

const texts = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };

/**
 * The event schema of custom notifications (Amazon Q Developer in chat applications, administrator guide: Custom
 * notifications), without members that it does not name. Lengths are those of Slack's blocks: a header of 150
 * characters, a section of 3000.
 */
export const NOTIFICATION_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'source', 'content'],
  properties: {
    version: { const: '1.0' },
    source: { const: 'custom' },
    id: { type: 'string', minLength: 1 },
    content: {
      type: 'object',
      additionalProperties: false,
      required: ['description'],
      properties: {
        textType: { const: 'client-markdown' },
        title: { type: 'string', minLength: 1, maxLength: 150 },
        description: { type: 'string', minLength: 1, maxLength: 3000 },
        nextSteps: texts,
        keywords: texts,
      },
    },
    metadata: {
      type: 'object',
      additionalProperties: false,
      properties: {
        threadId: { type: 'string', minLength: 1 },
        summary: { type: 'string', minLength: 1 },
        eventType: { type: 'string', pattern: '^[a-zA-Z0-9-]{1,100}$' },
        relatedResources: texts,
        additionalContext: {
          type: 'object',
          // API reference, CustomActionAttachment: what variables of a custom action can be.
          propertyNames: { pattern: '^[A-Za-z0-9_-]{1,100}$' },
          additionalProperties: { type: 'string', pattern: '^[\\x21-\\x7E]{1,1024}$' },
        },
      },
    },
  },
};

const validate = new Ajv2020({ strict: true, allErrors: true }).compile(NOTIFICATION_SCHEMA);

/** What is wrong with a message by the schema. Empty if nothing is. */
export function notificationErrors(json: string): readonly unknown[] {
  return validate(JSON.parse(json)) ? [] : (validate.errors ?? []);
}
