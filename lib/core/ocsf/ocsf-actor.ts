import { type JsonValue, member, textAt } from '../record/json';
import { mfaOf } from '../record/mfa';
import type { StoredEvent } from '../rows/stored-event';
import type { OcsfAccount, OcsfActor } from './ocsf-event';

/** An account as OCSF names it. */
export function awsAccount(uid: string): OcsfAccount {
  return { uid, type_id: 10, type: 'AWS Account' };
}

/** The actor of a call: the principal under its ARN or what stands for it, by the name that the command line shows. */
export function ocsfActor(event: StoredEvent, record: JsonValue | undefined): OcsfActor {
  const identity = member(record, 'userIdentity');
  const [account, invokedBy] = [textAt(identity, 'accountId'), textAt(identity, 'invokedBy')];
  const session = sessionOf(event, record);
  return {
    user: {
      uid: event.userIdentityArn ?? 'unknown',
      ...(event.actor !== undefined && { name: event.actor }),
      type_id: 99,
      type: textAt(identity, 'type') ?? 'Unknown',
      ...(event.accessKeyId !== undefined && { credential_uid: event.accessKeyId }),
      ...(account !== undefined && { account: awsAccount(account) }),
    },
    ...(session && { session }),
    ...(invokedBy !== undefined && { invoked_by: invokedBy }),
  };
}

function sessionOf({ roleArn }: StoredEvent, record: JsonValue | undefined): OcsfActor['session'] {
  const [issuer, mfa] = [issuerOf(record) ?? roleArn, mfaOf(record)];
  const created = textAt(record, 'userIdentity', 'sessionContext', 'attributes', 'creationDate');
  const time = created === undefined ? Number.NaN : Date.parse(created);
  const session = {
    ...(issuer !== undefined && { issuer }),
    ...(mfa !== undefined && { is_mfa: mfa }),
    ...(!Number.isNaN(time) && { created_time: time, created_time_dt: new Date(time).toISOString() }),
  };
  return Object.keys(session).length === 0 ? undefined : session;
}

function issuerOf(record: JsonValue | undefined): string | undefined {
  return textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn');
}
