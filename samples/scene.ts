import type { Place } from './place';
import type { Caller, SampleCall } from './sample-call';
import { SeededRandom } from './seeded-random';

/** The circumstances that a call is written for. */
export interface Scene {
  readonly place: Place;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Calls of one thread name the same session, command, window and so on, so that one tells of another. */
  readonly thread: string;
  /** The EC2 instance that the call is about. */
  readonly instanceId: string;
}

/** A scene of its own, outside any thread: for stories that name their things themselves. */
export function sceneAt(place: Place, at: number, instanceId = ''): Scene {
  return { place, at, thread: '', instanceId };
}

/** Something that happens in a company's day: who does it, and what is called. */
export interface Activity {
  readonly by: (scene: Scene) => Caller;
  readonly call: (scene: Scene) => SampleCall;
}

/** A UUID for a thing of the scene's thread: commands, automations, associations, activations. */
export function uuidIn(scene: Scene, thing: string): string {
  return SeededRandom.of(`${scene.thread}/${thing}`).uuid();
}

/** An ID of prefix and hexadecimal digits for a thing of the scene's thread: `mw-0…`, `pb-0…`, `oi-…`. */
export function shortIdIn(scene: Scene, prefix: string, digits: number): string {
  return `${prefix}${SeededRandom.of(`${scene.thread}/${prefix}`).hex(digits)}`;
}

/** The ID of the Session Manager session that the scene's thread is about: whose it is, and a suffix in base 32. */
export function sessionIdIn(scene: Scene, owner: string): string {
  return `${owner}-${SeededRandom.of(`${scene.thread}/session`).base32(SESSION_SUFFIX_LENGTH)}`;
}

/** As in session IDs of delivered logs. */
const SESSION_SUFFIX_LENGTH = 26;
