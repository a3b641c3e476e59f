import type { Resource } from '../../../lib/core/resources/resource';
import { listedResources, storedResource, storedResourceId } from '../../../lib/core/resources/stored-resource';

const parameter = (id: string): Resource => ({ id, kind: 'parameter', relation: 'uses' });

it('keeps what rows have room for, and shortens an id that no service gives', () => {
  expect(storedResourceId('/app/prod/db')).toBe('/app/prod/db');
  expect(storedResourceId('x'.repeat(2_000))).toMatch(/^x+~sha256:[0-9a-f]{64}$/);
  const { id, account = '' } = storedResource({ ...parameter('\ud800'), account: 'y'.repeat(2_000) });
  expect([id, account.length]).toEqual(['\ufffd', 1_024]);
});

it('lists at most a hundred resources, and 16 KB of ids', () => {
  const many = Array.from({ length: 101 }, (_, index) => parameter(`/p/${index}`));
  expect(listedResources(many)).toEqual(many.slice(0, 100));
  expect(listedResources(Array.from({ length: 20 }, () => parameter('z'.repeat(1_000))))).toHaveLength(16);
});
