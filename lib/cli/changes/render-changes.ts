import type { Attempt, FoundChanges } from '../../app/ask/find-changes';
import type { ChangeScope } from '../../core/changes/change-scope';
import type { Change } from '../../core/changes/changes-of';
import type { StoredEvent } from '../../core/rows/stored-event';
import { nameColumns } from '../names/name-columns';
import type { Answer } from '../render/answer';
import { type ChangesView, changesTable } from './changes-table';

/** What changes are shown for. */
export interface AskedChanges extends ChangesView {
  readonly scope: ChangeScope;
}

/** The fields of a change in CSV: fixed, so that a script can rely on the order. */
const FIELDS = [
  'eventTime',
  'change',
  'kind',
  'resource',
  'version',
  'details',
  'actor',
  'userIdentityArn',
  'eventName',
  'account',
  'region',
  'sourceIPAddress',
  'ref',
] as const;

/** Changes as an answer: one document, or a change a row. A table has them by the thing that they changed. */
export function changesAnswer(found: FoundChanges, asked: AskedChanges): Answer<Change> {
  const { since, until } = asked.window;
  return {
    rows: found.changes,
    fields: FIELDS,
    ...nameColumns<Change>(asked.names, ({ event }) => event),
    object: presented,
    document: {
      since: since ?? null,
      until: until ?? null,
      ...asked.scope,
      changes: found.changes.map(presented),
      attempts: found.attempts.map(presentedAttempt),
    },
    rowsAsLines: true,
    table: () => changesTable(found, asked),
  };
}

function presented({ event, account, region, ...change }: Change): object {
  return {
    ...change,
    ...callOf(event),
    account: account ?? event.recipientAccountId,
    region: region ?? event.awsRegion,
  };
}

function presentedAttempt({ event, resources }: Attempt): object {
  const { eventTime, outcome, errorCode, recipientAccountId, awsRegion } = event;
  return {
    eventTime,
    outcome,
    errorCode,
    resources: resources.map(({ id }) => id),
    ...callOf(event),
    account: recipientAccountId,
    region: awsRegion,
  };
}

function callOf({ eventName, actor, userIdentityArn, sourceIPAddress, ref }: StoredEvent): object {
  return { eventName, actor, userIdentityArn, sourceIPAddress, ref };
}
