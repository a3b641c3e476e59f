import { resourcesCell } from '../../../lib/cli/query/resources-cell';
import type { Relation, Resource } from '../../../lib/core/resources/resource';

const resource = (id: string, relation: Relation): Resource => ({ id, kind: 'other', relation });

it('names what was acted on before what was made for it, and otherwise keeps the order', () => {
  const found = [
    resource('command', 'creates'),
    resource('document', 'changes'),
    resource('i-1', 'target'),
    resource('implied', 'implied'),
    resource('used', 'uses'),
    resource('i-2', 'target'),
  ];
  expect(resourcesCell(found)).toBe('document i-1 i-2 used command implied');
});

it('names what was made under a name of its own before what it uses', () => {
  const made: Resource = { id: '/orders/url', kind: 'parameter', relation: 'creates' };
  expect(resourcesCell([resource('alias/orders', 'uses'), made])).toBe('/orders/url alias/orders');
});

it('cuts each of several long ids, and leaves a single one to its column', () => {
  const [one, other] = ['a'.repeat(200), 'b'.repeat(200)];
  expect(resourcesCell([resource(one, 'target')])).toBe(one);
  expect(resourcesCell([resource(one, 'target'), resource(other, 'target')])).toBe(
    `${'a'.repeat(39)}… ${'b'.repeat(39)}…`,
  );
});

it('is a dash where nothing was touched', () => {
  expect(resourcesCell([])).toBe('-');
});

it('does not write down more than a table shows', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => resource(`i-${index}`, 'target'));
  expect(resourcesCell(many).length).toBeLessThan(500);
});
