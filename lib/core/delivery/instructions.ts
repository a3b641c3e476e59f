import type { Origin } from '../event/audit-event';
import { isJsonObject, type JsonObject, type JsonValue, member } from '../record/json';
import { UnreadableAnnouncementError } from './unreadable-announcement-error';

/** The origins that a message can claim. A message that claims none is a delivery. */
const CLAIMED_ORIGINS = ['backfill', 'repair'] as const satisfies readonly Origin[];
type ClaimedOrigin = (typeof CLAIMED_ORIGINS)[number];

/** What a backfill or a repair says about the log files in its message. */
export interface Instructions {
  readonly origin: ClaimedOrigin;
  /** Whether to read a file again although its receipt says that it is done. */
  readonly force: boolean;
}

/** The member of a message that contains them. CloudTrail writes none of that name. */
const MEMBER = 'ssmAudit';

/**
 * The instructions of a message in CloudTrail's shape, `"ssmAudit": {"origin": "repair", "force": true}` beside the keys;
 * undefined where it has none.
 *
 * @throws UnreadableAnnouncementError where the origin or `force` is not what it should be: history that was taken for
 *   news, or the other way round, could not be told apart afterwards
 */
export function readInstructions(message: JsonObject): Instructions | undefined {
  const said = member(message, MEMBER);
  if (said === undefined) return undefined;
  const origin = member(said, 'origin');
  const force = member(said, 'force') ?? false;
  if (!isJsonObject(said) || !isClaimedOrigin(origin) || typeof force !== 'boolean') {
    throw new UnreadableAnnouncementError(
      `${MEMBER} is not {"origin": ${CLAIMED_ORIGINS.map((each) => `"${each}"`).join(' or ')}, "force": true or false}`,
      message,
    );
  }
  return { origin, force };
}

function isClaimedOrigin(value: JsonValue | undefined): value is ClaimedOrigin {
  return CLAIMED_ORIGINS.some((origin) => origin === value);
}
