import { nodeIdsIn } from './managed-node';

const REFUSAL = ' is not authorized to perform: ';
const RESOURCE = ' on resource: ';

/** CloudTrail cuts error messages at 1 KB: an ARN that runs to the end of one so long may be half an ARN. */
const CUT_LENGTH = 1_000;

/**
 * What an error message names, ARNs or ids of nodes, for calls whose request CloudTrail leaves out.
 *
 * A refusal reads `User: <arn> is not authorized to perform: <action> on resource: <arn> because …`; older ones end
 * behind the resource. The first resource counts: what precedes it cannot be chosen freely, as ARNs of principals hold
 * no blanks, while the resource itself is the caller's text. It ends at the first blank. A `StartSession` that is
 * refused names either the node or the document, as it happens; the other remains unknown.
 *
 * Any other message counts for the nodes that it mentions (`Instances [[i-…]] not in a valid state`). Time is linear in
 * the length of the message.
 */
export function namesInError(message: string): readonly string[] {
  const isRefusal = message.includes(REFUSAL);
  return isRefusal ? [refusedResource(message)[0] ?? ''] : mentionedNodes(message);
}

/**
 * The first two words behind `on resource:` of a refusal: an ARN and what follows it, or a type and a name. Words that
 * may be cut are left out.
 */
export function refusedResource(message: string): readonly string[] {
  const refusal = message.indexOf(REFUSAL);
  const resource = refusal < 0 ? -1 : message.indexOf(RESOURCE, refusal);
  if (resource < 0) return [];
  const words = message.slice(resource + RESOURCE.length).split(/\s/, 3);
  const isCut = message.length >= CUT_LENGTH && words.length < 3;
  return isCut ? words.slice(0, -1) : words.slice(0, 2);
}

/** A node's own role session, `assumed-role/<role>/i-…`, is who called. */
function mentionedNodes(message: string): readonly string[] {
  return message.includes(':assumed-role/') ? [] : nodeIdsIn(message);
}
