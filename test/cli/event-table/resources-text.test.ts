import { ResourcesTexts } from '../../../lib/cli/event-table/resources-text';
import type { Relation, Resource, ResourceKind } from '../../../lib/core/resources/resource';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { foundEvent } from '../found-events';

const resource = (id: string, relation: Relation, kind: ResourceKind = 'other'): Resource => ({ id, kind, relation });

function textOf(resources: readonly Resource[], asked: readonly string[] = [], more: Partial<StoredEvent> = {}) {
  return new ResourcesTexts(asked).of({ ...foundEvent().event, ...more, resources });
}

it('names what was acted on before what was made for it, and otherwise keeps the order', () => {
  const found = [
    resource('command', 'creates'),
    resource('document', 'changes'),
    resource('i-1', 'target'),
    resource('implied', 'implied'),
    resource('used', 'uses'),
    resource('i-2', 'target'),
  ];
  expect(textOf(found)).toEqual({ asked: '', rest: 'document i-1 i-2 used command implied' });
});

it('names what was made under a name of its own before what it uses', () => {
  const found = [resource('alias/orders', 'uses'), resource('/orders/url', 'creates', 'parameter')];
  expect(textOf(found).rest).toBe('/orders/url alias/orders');
});

it('cuts each of several long ids, and leaves a single one to its column', () => {
  const [one, other] = ['a'.repeat(200), 'b'.repeat(200)];
  expect(textOf([resource(one, 'target')]).rest).toBe(one);
  expect(textOf([resource(one, 'target'), resource(other, 'target')]).rest).toBe(
    `${'a'.repeat(20)}…${'a'.repeat(19)} ${'b'.repeat(20)}…${'b'.repeat(19)}`,
  );
});

it('is a dash where nothing was touched', () => {
  expect(textOf([])).toEqual({ asked: '', rest: '-' });
  expect(textOf([], ['one', 'other'])).toEqual({ asked: '', rest: '-' });
});

it('does not write down more than a table shows', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => resource(`i-${index}`, 'target'));
  expect(textOf(many).rest.length).toBeLessThan(500);
});

it('names what was asked for first and whole, in the letters of the call', () => {
  const long = `/${'a'.repeat(100)}`;
  const found = [
    resource('used', 'target'),
    resource(long, 'uses', 'parameter'),
    resource('i-0ABC', 'uses', 'instance'),
  ];
  expect(textOf(found, [long])).toEqual({ asked: long, rest: 'used i-0ABC' });
  expect(textOf(found, ['arn:aws:ssm:eu-west-1:111122223333:parameter/x', 'used']).asked).toBe('used');
  expect(textOf([resource('i-0123456789ABCDEF0', 'uses', 'instance')], ['i-0123456789abcdef0']).asked).toBe(
    'i-0123456789ABCDEF0',
  );
});

it('says how a call touched what was asked for and what it does not name', () => {
  const path = resource('/prod', 'target', 'parameterPath');
  expect(textOf([path], ['/prod/db'])).toEqual({ asked: '/prod/db', rest: 'by path /prod' });
  const mentions = ['i-0123456789abcdef0'];
  expect(textOf([resource('doc', 'uses')], mentions, { mentions })).toEqual({
    asked: 'i-0123456789abcdef0',
    rest: 'mentioned doc',
  });
  expect(textOf([], ['left-out'])).toEqual({ asked: 'left-out', rest: '' });
});

it('is safe for a terminal', () => {
  expect(textOf([resource('a\u001bb', 'uses')], ['a\u001bb']).asked).toBe('a·b');
});
