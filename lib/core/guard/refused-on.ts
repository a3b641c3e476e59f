import { refusedResource } from '../resources/error-message';

/** What IAM says before a name, which is no ARN: `on resource: role deployer` (seen in logs; never with another blank). */
const SAID_BEFORE: readonly string[] = ['role', 'policy'];

/** What a refused call was refused on, as far as its error message names it: an ARN or a name. */
export function refusedOn(errorMessage: string): readonly string[] {
  const [first = '', second] = refusedResource(errorMessage);
  const named = SAID_BEFORE.includes(first) && second !== undefined ? second : first;
  return named === '' ? [] : [named.replaceAll('"', '')];
}
