/**
 * How many partitions the agent's calls of a name have in a deployed stack. A million nodes that each report every five
 * minutes make 3,333 rows a second, of two write units each, and a partition takes 1,000 units a second (DynamoDB
 * developer guide, "Best practices for designing and using partition keys"). What nodes do every half an hour or less
 * often needs fewer. Each further partition costs whoever reads all of them a read unit.
 */
export const AGENT_PARTITIONS: ReadonlyMap<string, number> = new Map([
  ['UpdateInstanceInformation', 16],
  ['ListInstanceAssociations', 4],
  ['UpdateInstanceAssociationStatus', 4],
  ['PutInventory', 4],
]);

/** What the name of a partition ends in where only the agent's own calls stand, before any `#<n>`. */
export const AGENT_SUFFIX = '#agent';

const AGENT_PARTITION = new RegExp(`${AGENT_SUFFIX}(?:#\\d+)?$`);

/** Whether only the agent's own calls stand in a partition. The agent's rows of earlier programs stand among others. */
export function isAgentPartition(partition: string): boolean {
  return AGENT_PARTITION.test(partition);
}
