import type { CorrelatedField, Correlation } from './correlation';
import type { WrittenCorrelation } from './correlation-document';
import { derivedName, isDerived } from './derived-fields';
import { canHold } from './reachability';
import { isRecordField, similarRecordField } from './record-fields';
import { requiredLiterals } from './required-literals';
import type { ResolvedCorrelation } from './resolve-correlation';
import type { Rule } from './rule';
import type { Finding } from './yaml/document-error';

/** What there is to say about a correlation that loads: what it names and what it can never see. */
export function findingsOnCorrelation(
  written: WrittenCorrelation,
  { correlation, byTitle }: ResolvedCorrelation,
): readonly Finding[] {
  const { lines, metadata } = written;
  const at = (line: number) => (message: string) => ({ file: metadata.file, line, message });
  const titles = byTitle.map(
    ({ title, id }) => `rules: "${title}" is a title, which may change: expected the id ${id}`,
  );
  return [
    ...titles.map(at(lines.rules)),
    ...correlation.rules.flatMap(unableRule).map(at(lines.rules)),
    ...correlation.groupBy.flatMap(absentField).map(at(lines.groupBy)),
    ...correlation.fields.flatMap(unknownField).map(at(lines.condition)),
    ...(written.oneCallMayMatch ? [] : passedAtOnce(correlation).map(at(lines.condition))),
  ];
}

function unableRule({ title, condition }: Rule): readonly string[] {
  return canHold(condition) ? [] : [`rules: "${title}" can never match here, so nothing of it counts`];
}

/** Fields that calls of services, of agents without credentials, or of sessions do not have. */
const NOT_OF_EVERYBODY = /^(?:userIdentity\.(?!type(?:\.|$))|vpcEndpoint|sourceIPAddress\.|userAgent)/;

function absentField({ name, paths }: CorrelatedField): readonly string[] {
  const unknown = unknownField({ name, paths });
  if (unknown.length > 0) return unknown;
  const absent = paths.find((path) => NOT_OF_EVERYBODY.test(path) || path === 'ssmAudit.actor');
  if (absent === undefined) return [];
  return [
    `group-by ${name}: some kinds of caller have no ${absent}, and their events do not count: expected ssmAudit.principal?`,
  ];
}

function unknownField({ paths }: CorrelatedField): readonly string[] {
  const unknown = paths.find((path) => !isDerived(path) && !isRecordField(path));
  if (unknown === undefined) return [];
  const similar = similarRecordField(unknown);
  return [`CloudTrail records have no field "${unknown}"${similar ? `: expected ${similar}` : ''}`];
}

/** How many of a kind one call can name (Systems Manager API reference). */
const BATCHES: readonly {
  readonly kind: string;
  readonly path: string;
  readonly calls: string;
  readonly most: number;
}[] = [
  { kind: 'instance', path: 'requestParameters.instanceIds', calls: 'SendCommand', most: 50 },
  { kind: 'parameter', path: 'requestParameters.names', calls: 'GetParameters', most: 10 },
  { kind: 'parameter', path: 'requestParameters.names', calls: 'DeleteParameters', most: 10 },
];

/** A number of values that one call can have at once: then the correlation says no more than a rule would. */
function passedAtOnce(correlation: Correlation): readonly string[] {
  if (correlation.type !== 'value_count') return [];
  const batch = BATCHES.find(
    ({ kind, path, calls, most }) =>
      most >= correlation.threshold &&
      correlation.fields.some(({ paths }) => paths.some((each) => each === path || isOfKind(each, kind))) &&
      correlation.rules.some((rule) => mayBeCall(rule, calls)),
  );
  if (batch === undefined) return [];
  const { calls, most } = batch;
  return [
    `condition: one ${calls} has up to ${most} values and passes ${correlation.threshold} at once; if that is meant, write ssmAudit: {oneCallMayMatch: true}`,
  ];
}

function isOfKind(path: string, kind: string): boolean {
  const derived = derivedName(path);
  return derived?.field === 'resource' && (derived.kind ?? kind) === kind;
}

function mayBeCall({ condition }: Rule, eventName: string): boolean {
  const names = requiredLiterals(condition, 'eventName');
  return names === undefined || names.has(eventName.toLowerCase());
}
