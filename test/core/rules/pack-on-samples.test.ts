import type { JsonObject } from '../../../lib/core/record/json';
import { LEVELS, type Level } from '../../../lib/core/rules/rule';
import { compileRules } from '../../../lib/core/rules/rule-set';
import { developer } from '../../../samples/callers';
import { cloudTrailRecord } from '../../../samples/cloudtrail-record';
import { insiderReadingParameters } from '../../../samples/incidents/insider-reading-parameters';
import { portForwardToDatabase } from '../../../samples/incidents/port-forward-to-database';
import { rogueHybridActivation } from '../../../samples/incidents/rogue-hybrid-activation';
import { sessionLoggingOff } from '../../../samples/incidents/session-logging-off';
import { stolenInstanceRole } from '../../../samples/incidents/stolen-instance-role';
import { placeOf } from '../../../samples/place';
import type { Happening } from '../../../samples/sample-call';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { sceneAt } from '../../../samples/scene';
import { SeededRandom } from '../../../samples/seeded-random';
import { DOCUMENT_DELETION } from '../../../samples/special-records';
import { loadPack } from './pack-files';

const compiled = compileRules(loadPack().rules);

const isAtLeast = (level: Level, minimum: Level) => LEVELS.indexOf(level) >= LEVELS.indexOf(minimum);

/** The rules of level high or above that some records fire, by file. */
function firedHigh(records: readonly JsonObject[]): readonly string[] {
  const fired = records.flatMap((record) => compiled.matches(record).map(({ rule }) => rule));
  return [...new Set(fired.filter(({ level }) => isAtLeast(level, 'high')).map(({ file }) => file))];
}

const recordsOf = (story: readonly Happening[]) => {
  const random = SeededRandom.of('pack');
  return story.map((happening) => cloudTrailRecord(happening, random));
};

/** `SendCommand` to every instance by a developer, with something in its request besides. */
function commandWith(more: JsonObject): JsonObject {
  const place = placeOf('111122223333', 'us-east-1');
  const at = Date.parse('2026-03-02T08:00:00Z');
  const requestParameters = { documentName: 'AWS-RunShellScript', instanceIds: ['*'], ...more };
  const call = { service: 'ssm', eventName: 'SendCommand', requestParameters };
  return cloudTrailRecord({ at, place, caller: developer(sceneAt(place, at)), call }, SeededRandom.of('padding'));
}

function nested(levels: number): JsonObject {
  let value: JsonObject = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}

describe('the pack on the sample logs', () => {
  it.each([
    ['a stolen instance role', stolenInstanceRole, 'send-command-by-instance-role'],
    ['an insider who reads parameters', insiderReadingParameters, 'secure-strings-read-by-path'],
    ['a rogue hybrid activation', rogueHybridActivation, 'hybrid-activation-by-person'],
    ['a tunnel to a database', portForwardToDatabase, 'port-forward-to-remote-host'],
    ['session logging turned off', sessionLoggingOff, 'session-preferences-changed'],
  ])('raises a high alert on %s', (_, story, expected) => {
    expect(firedHigh(recordsOf(story()))).toContain(expected);
  });

  it('raises one alert on the deletion of example-Document', () => {
    const records = sampleDeliveries().flatMap((file) => file.records);
    const deletions = records.filter(
      ({ eventName, requestParameters }) =>
        eventName === 'DeleteDocument' &&
        JSON.stringify(requestParameters) === JSON.stringify({ name: DOCUMENT_DELETION.documentName }),
    );
    expect(deletions).toHaveLength(1);
    const fired = deletions.flatMap((record) => compiled.matches(record).map(({ rule }) => rule.file));
    expect(fired).toEqual(['document-deleted']);
  });

  it('is not deceived by padding', () => {
    const padding = 'x'.repeat(390 * 1024);
    expect(firedHigh([commandWith({ comment: padding })])).toEqual(['send-command-to-every-instance']);
    expect(firedHigh([commandWith({ comment: nested(40) })])).toEqual(['send-command-to-every-instance']);
  });
});
