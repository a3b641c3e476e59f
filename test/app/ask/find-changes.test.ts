import fc from 'fast-check';
import { changesQuestion, findChanges } from '../../../lib/app/ask/find-changes';
import type { JsonObject } from '../../../lib/core/record/json';
import { MemoryReader } from '../memory-reader';
import { indexedRecord } from './indexed-row';

/** Adds what ingestion makes of a record. */
function addRecord(reader: MemoryReader, overrides: JsonObject): void {
  const { row, termRows } = indexedRecord(overrides);
  reader.add(row, [...termRows(row)]);
}

const NAMES = ['/app/prod/db', '/app/prod', '/app/production/db', '/app/prod/db/user', '/app', '/other/prod', 'solo'];
const LABELS = ['blue', 'green'];

/** A call, and what it changes: `<name> <change>`, as somebody would write it down by hand. */
interface Call {
  readonly record: JsonObject;
  readonly changed: readonly string[];
}

const name = fc.constantFrom(...NAMES);
const arn = (parameter: string) => `arn:aws:ssm:us-east-2:111122223333:parameter/${parameter.replace(/^\//, '')}`;

const put = fc.tuple(name, fc.integer({ min: 1, max: 3 })).map(
  ([parameter, version]): Call => ({
    record: {
      eventName: 'PutParameter',
      requestParameters: { name: parameter, overwrite: version > 1 },
      responseElements: { version },
      resources: [{ ARN: arn(parameter), accountId: '111122223333' }],
    },
    changed: [`${parameter} ${version === 1 ? 'created' : 'overwritten'} ${version}`],
  }),
);

const deleteMany = fc
  .uniqueArray(fc.tuple(name, fc.boolean()), { selector: ([parameter]) => parameter, minLength: 1 })
  .map((parameters): Call => {
    const [gone, left] = [parameters.filter(([, isThere]) => isThere), parameters.filter(([, isThere]) => !isThere)];
    return {
      record: {
        eventName: 'DeleteParameters',
        requestParameters: { names: parameters.map(([parameter]) => parameter) },
        responseElements: {
          deletedParameters: gone.map(([parameter]) => parameter),
          invalidParameters: left.map(([parameter]) => parameter),
        },
      },
      changed: gone.map(([parameter]) => `${parameter} deleted`),
    };
  });

const label = fc.tuple(name, fc.constantFrom(...LABELS), fc.boolean()).map(
  ([parameter, text, isValid]): Call => ({
    record: {
      eventName: 'LabelParameterVersion',
      requestParameters: { name: parameter, labels: [text] },
      responseElements: { invalidLabels: isValid ? [] : [text], parameterVersion: 2 },
    },
    changed: isValid ? [`${parameter} labelled 2`] : [],
  }),
);

const refused = fc.tuple(name, fc.constantFrom('PutParameter', 'DeleteParameter')).map(
  ([parameter, eventName]): Call => ({
    record: {
      eventName,
      requestParameters: null,
      errorCode: 'AccessDeniedException',
      errorMessage: `User: x is not authorized to perform: ssm:${eventName} on resource: ${arn(parameter)}`,
    },
    changed: [],
  }),
);

const read = name.map(
  (parameter): Call => ({ record: { eventName: 'GetParameter', requestParameters: { name: parameter } }, changed: [] }),
);

const call = fc.oneof(put, deleteMany, label, refused, read);
const hour = fc.integer({ min: 0, max: 23 }).map((at) => `2024-03-01T${String(at).padStart(2, '0')}:00:00Z`);

/** Whether a name lies below a path, segment by segment. */
function isBelow(path: string, parameter: string): boolean {
  const segments = (text: string) => text.split('/').filter((segment) => segment !== '');
  return segments(path).every((segment, at) => segments(parameter)[at] === segment);
}

it('is what folding over all events gives', async () => {
  const calls = fc.array(fc.tuple(call, hour), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      calls,
      fc.constantFrom('/app/prod', '/app', '/', 'solo', '/solo'),
      hour,
      hour,
      async (all, path, one, other) => {
        const [since, until] = one < other ? [one, other] : [other, one];
        const reader = new MemoryReader();
        for (const [{ record }, eventTime] of all) addRecord(reader, { ...record, eventTime });
        const scope = { paths: [path], resources: [] };
        const window = { since, until };
        const deps = { reader, now: () => new Date(0) };
        const { changes, attempts } = await findChanges(deps, scope, await changesQuestion(reader, scope, window));
        const expected = all
          .filter(([, time]) => time >= since && time < until)
          .flatMap(([{ changed }, time]) => changed.map((text) => [time, text] as const))
          .filter(([, text]) => isBelow(path, text.split(' ')[0] ?? ''))
          .map(([time, text]) => `${time} ${text}`);
        const found = changes.map(({ eventTime, resource, change, version }) =>
          [eventTime, resource, change, ...(version === undefined ? [] : [version])].join(' '),
        );
        expect([...found].sort()).toEqual([...expected].sort());
        expect(changes.map(({ eventTime }) => eventTime)).toEqual(
          [...changes.map(({ eventTime }) => eventTime)].sort(),
        );
        for (const { event } of attempts) expect(changes.map((each) => each.event.ref)).not.toContain(event.ref);
      },
    ),
    { numRuns: 60 },
  );
});

describe('among several calls', () => {
  const reader = new MemoryReader();
  const deps = { reader, now: () => new Date(0) };
  addRecord(reader, { eventName: 'DeleteDocument', requestParameters: { name: 'Doc' } });
  addRecord(reader, { eventName: 'PutParameter', requestParameters: { name: '/a' }, responseElements: { version: 1 } });
  addRecord(reader, {
    eventName: 'DeleteParameter',
    requestParameters: { name: '/a' },
    errorCode: 'ParameterNotFound',
  });
  addRecord(reader, { eventName: 'GetParameter', requestParameters: { name: '/a' } });
  addRecord(reader, { eventName: 'SendCommand', responseElements: { command: { commandId: 'c-1' } } });
  const found = async (scope: { readonly paths: readonly string[]; readonly resources: readonly string[] }) => {
    const question = await changesQuestion(reader, scope, { since: undefined, until: undefined });
    const { changes, attempts } = await findChanges(deps, scope, question);
    return [changes.map(({ resource }) => resource).sort(), attempts.map(({ event }) => event.eventName)];
  };

  it.each([
    [{ paths: [], resources: [] }, ['/a', 'Doc'], ['DeleteParameter']],
    [{ paths: ['/a'], resources: [] }, ['/a'], ['DeleteParameter']],
    [{ paths: ['/b'], resources: [] }, [], []],
    [{ paths: [], resources: ['Doc'] }, ['Doc'], []],
    [{ paths: [], resources: ['c-1'] }, ['c-1'], []],
  ])('finds those of %j', async (scope, changes, attempts) => {
    expect(await found(scope)).toEqual([changes, attempts]);
  });

  it('reads only what may have changed something', async () => {
    reader.pages.length = 0;
    await found({ paths: ['/a'], resources: [] });
    expect([...new Set(reader.pages.map(({ partition }) => partition.value))].sort()).toEqual([
      'DeleteParameter',
      'PutParameter',
    ]);
  });

  it('finds nothing in a store without such calls', async () => {
    const question = await changesQuestion(
      new MemoryReader(),
      { paths: [], resources: [] },
      { since: undefined, until: undefined },
    );
    expect(await findChanges(deps, { paths: [], resources: [] }, question)).toEqual({ changes: [], attempts: [] });
  });
});
