import type { Resource, ResourceKind } from '../resources/resource';
import type { StoredEvent } from '../rows/stored-event';
import { withoutCredentials } from './credential-text';

/** Kinds whose ids are read from free text: a tunnel's host may be a URL with a password in it. */
const FROM_FREE_TEXT: ReadonlySet<ResourceKind> = new Set(['host', 'port', 'instance']);

/** A name or an ARN. A path of a parameter can look like a secret key, and has to stay readable. */
const NAME = /^[\w./:-]+$/;

/** The resources of an event as an alert shows them: without what looks like a credential, because alerts leave the account. */
export function alertResources({ resources = [] }: Pick<StoredEvent, 'resources'>): readonly Resource[] {
  return resources.map((resource) => {
    const { id, kind } = resource;
    return FROM_FREE_TEXT.has(kind) || !NAME.test(id) ? { ...resource, id: withoutCredentials(id) } : resource;
  });
}
