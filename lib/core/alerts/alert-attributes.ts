import { fieldsWith } from '../../contract/event-fields';
import type { StoredEvent } from '../rows/stored-event';
import { safeJson } from '../text/safe-text';
import type { AlertRule } from './alert-rule';
import { ARN_BYTES, alertText, fitting, LONG_TEXT_BYTES } from './alert-text';

/** An attribute as SNS takes it (API reference: `MessageAttributeValue`). */
export interface MessageAttribute {
  readonly DataType: 'String' | 'String.Array' | 'Number';
  readonly StringValue: string;
}

/**
 * The attributes by which subscribers can filter: nine, with `rule`, `level` and `resource`. Queues with raw delivery
 * lose a message with more than ten attributes (SNS developer guide: "Message attributes and raw message delivery").
 */
const SUBSCRIBED = fieldsWith({ subscribed: true });

/** How many bytes the list of resources may have, because attributes count towards the size of a message. */
const MAX_RESOURCES_BYTES = 16 * 1024;

/** The attributes with one value. Events that share all of them can share a message. None is empty. */
export function scalarAttributesOf(rule: AlertRule, event: StoredEvent): Readonly<Record<string, string>> {
  const fields = SUBSCRIBED.flatMap((name) => {
    const text = alertText(event[name] ?? '', ARN_BYTES);
    return text === '' ? [] : [[name, text] as const];
  });
  return { rule: alertText(rule.id), level: rule.level, ...Object.fromEntries(fields) };
}

/** How many bytes the values of one attribute other than `resource` may have, if there are several. */
const MAX_VALUES_BYTES = 4 * 1024;

/**
 * All attributes of a message: the single-valued ones, and the ids of the resources, if there are any. In a digest, an
 * attribute with several values is a list, and a filter policy matches any of its elements.
 */
export function messageAttributes(
  scalars: Readonly<Record<string, string | readonly string[]>>,
  resourceIds: readonly string[],
): Readonly<Record<string, MessageAttribute>> {
  const resource = listOf(resourceIds, MAX_RESOURCES_BYTES);
  return {
    ...Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, attributeOf([value].flat())] as const)),
    ...(resource !== '[]' && { resource: { DataType: 'String.Array', StringValue: resource } as const }),
  };
}

function attributeOf(values: readonly string[]): MessageAttribute {
  return values.length === 1
    ? { DataType: 'String', StringValue: values[0] ?? '' }
    : { DataType: 'String.Array', StringValue: listOf(values, MAX_VALUES_BYTES) };
}

/** JSON, the form of SNS's `String.Array`, with as many values as fit. */
function listOf(values: readonly string[], maxBytes: number): string {
  const jsonOf = (value: string) => safeJson(JSON.stringify(alertText(value, LONG_TEXT_BYTES)));
  return `[${fitting([...new Set(values)], jsonOf, maxBytes).join(',')}]`;
}
