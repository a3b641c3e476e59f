/**
 * Ids of managed nodes: `i-…` of EC2 and `mi-…` of everything else. EC2's have 8 or 17 hexadecimal digits, samples and
 * anonymised logs any number between, in mixed case.
 */
const NODE_ID = 'm?i-[0-9a-fA-F]{8,17}';

const WHOLE_NODE_ID = new RegExp(`^${NODE_ID}$`);

/**
 * An id within a longer text. What stands directly beside it must not continue a word: the session `i-0abc…-0123def…`
 * is named after the instance whose role opened it, and by itself says nothing about an instance that was touched.
 */
const NODE_ID_IN_TEXT = new RegExp(`(?<![\\w-])${NODE_ID}(?![\\w-])`, 'g');

const ECS_TARGET = /^ecs:[^_\s]+_\S+$/;

/** Whether a text is the id of a managed node and nothing else. */
export function isNodeId(text: string): boolean {
  return WHOLE_NODE_ID.test(text);
}

/** Whether a text is a session target in a container: `ecs:<cluster>_<task>_<runtime>`. */
export function isEcsTarget(text: string): boolean {
  return ECS_TARGET.test(text);
}

/**
 * The cluster and the task's id that a session target in a container names. A cluster's name may have underscores; ids of
 * tasks and of what runs in them have none.
 */
export function ecsTargetParts(target: string): readonly [cluster: string, task: string] | undefined {
  const parts = target.slice('ecs:'.length).split('_');
  const task = parts.at(-2);
  return parts.length < 3 || !task ? undefined : [parts.slice(0, -2).join('_'), task];
}

/** The ids of managed nodes that a text contains, in its order. Time is linear in the length of the text. */
export function nodeIdsIn(text: string): readonly string[] {
  return text.includes('i-') ? (text.match(NODE_ID_IN_TEXT) ?? []) : [];
}
