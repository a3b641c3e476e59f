import { familyOf, type RecordFamily } from '../record/event-source';
import type { JsonValue } from '../record/json';
import type { GuardedStack } from './guarded-stack';
import { tamperedBy } from './tampering';

/** What a record is to a deployment: what it is by itself, or a call that tampers with the deployment's own stack. */
export type KeptFamily = RecordFamily | 'guard';

/** The family of a parsed record, where `guard` is the stack that is guarded. */
export function keptFamilyOf(record: JsonValue | undefined, guard: GuardedStack | undefined): KeptFamily {
  const family = familyOf(record);
  return family === 'other' && guard && tamperedBy(record, guard).length > 0 ? 'guard' : family;
}
