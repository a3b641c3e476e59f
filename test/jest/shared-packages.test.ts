import * as yaml from 'yaml';
import SlowestFirst from './slowest-first.cjs';

/** What jest loaded for this file alone. */
const ofThisFile = () => Object.keys(require.cache);

it('a library is loaded once for all files, modules of ours for each', () => {
  expect(yaml.parse('a: [1]')).toStrictEqual({ a: [1] });
  expect(SlowestFirst.SLOWEST).not.toEqual([]);
  expect(ofThisFile()).toContain(require.resolve('./slowest-first.cjs'));
  expect(ofThisFile()).not.toContain(require.resolve('yaml'));
});

it('what is mocked is not the library', () => {
  jest.doMock('yaml', () => ({ parse: () => 'mocked' }));
  expect(require('yaml').parse('a: 1')).toBe('mocked');
  jest.dontMock('yaml');
  expect(require('yaml').parse).toBe(yaml.parse);
});
