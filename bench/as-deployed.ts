import { INDEX_EVERYTHING, type Indexing } from '../lib/app/index/index-record';
import { AGENT_PARTITIONS } from '../lib/core/rows/agent-partitions';

/** How a deployed stack indexes if nothing is configured, except that no row expires. */
export const AS_DEPLOYED: Indexing = { ...INDEX_EVERYTHING, agentSpread: AGENT_PARTITIONS, packs: true };
