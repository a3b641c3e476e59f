import { parseKeepingDigits } from '../../../lib/core/explorer/exact-numbers';
import { nodesOf, nodesWith, type RecordNode, valuesIn } from '../../../lib/ui/event/record-nodes';

function textsOf(nodes: readonly RecordNode[]): readonly string[] {
  return nodes.flatMap(({ path, text, isMasked, nodes: inner }) =>
    text === undefined ? textsOf(inner) : `${path}=${text}${isMasked ? '!' : ''}`,
  );
}

it('has a node for each value of a record, with the digits of its numbers, and says which are masked', () => {
  const record = parseKeepingDigits(
    '{"a":{"b":[1,{"c":null}]},"empty":{},"large":9007199254740993,"small":1e-400,"secret":"***masked:12***"}',
  );
  const found = nodesOf(record);
  expect(textsOf(found.nodes)).toEqual([
    'a.b[0]=1',
    'a.b[1].c=null',
    'empty={}',
    'large=9007199254740993',
    'small=1e-400',
    'secret=***masked:12***!',
  ]);
  expect(found).toMatchObject({ values: 6, masked: 1, isCut: false });
});

it('finds by path and by value in any letter case, with what it stands in', () => {
  const { nodes } = nodesOf({ Request: { name: 'Prod', other: 'x' }, else: ['y'] });
  expect(textsOf(nodesWith(nodes, ' PROD '))).toEqual(['Request.name=Prod']);
  expect(textsOf(nodesWith(nodes, 'request'))).toEqual(['Request.name=Prod', 'Request.other=x']);
  expect(valuesIn(nodesWith(nodes, 'nowhere'))).toBe(0);
  expect(nodesWith(nodes, '')).toBe(nodes);
});

it('does not follow a record that an attacker made wide or deep', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));
  expect(nodesOf(wide)).toMatchObject({ isCut: true, values: 2_000 });
  const deep = JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`);
  expect([valuesIn(nodesOf(deep).nodes), nodesOf(deep).isCut]).toEqual([1, true]);
});
