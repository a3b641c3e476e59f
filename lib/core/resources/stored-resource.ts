import { shortened } from '../text/shortened-text';
import type { Resource } from './resource';

/**
 * How many resources a row lists, and how many bytes they may have together: ten parameters with the longest names fit,
 * as do fifty instances. The rest is counted, its terms find the event all the same, and the record has it
 * (`completeEvent`).
 */
const MAX_RESOURCES = 100;
const MAX_RESOURCES_BYTES = 16 * 1024;

/** The most bytes of a resource's id. The longest real one, the name of a parameter, has 1,011 characters. */
const MAX_RESOURCE_ID_BYTES = 1024;

/** The id of a resource as rows store it. */
export function storedResourceId(id: string): string {
  return shortened(id, MAX_RESOURCE_ID_BYTES);
}

/** A resource as rows store it. */
export function storedResource(resource: Resource): Resource {
  const { account, region } = resource;
  return {
    ...resource,
    id: storedResourceId(resource.id),
    ...(account !== undefined && { account: storedResourceId(account) }),
    ...(region !== undefined && { region: storedResourceId(region) }),
  };
}

/** The resources that a row lists: the first of them, as many as have room. */
export function listedResources(resources: readonly Resource[]): readonly Resource[] {
  const stored = resources.slice(0, MAX_RESOURCES).map(storedResource);
  let bytes = 0;
  const end = stored.findIndex(({ id }) => {
    bytes += Buffer.byteLength(id);
    return bytes > MAX_RESOURCES_BYTES;
  });
  return end === -1 ? stored : stored.slice(0, end);
}
