import { verificationStateIn } from '../../../lib/app/verify/verification-state';

const NOW = new Date('2026-03-02T12:00:00Z');
const POSITION = { folder: 'a/', digests: ['d'], term: '', late: [['key', 'hash']], named: ['row'] };
const STATE = {
  day: '2026-03-01',
  position: { ...POSITION, rows: '2026-03-01T05:00:00Z' },
  configurations: [{ settings: '{}', until: '2026-02-28T00:00:00.000Z' }, { settings: '{}' }],
  revision: 3,
};

describe('verificationStateIn', () => {
  it.each([
    ['at the beginning of a day', { ...STATE, position: undefined }],
    ['among the digests of a day', { ...STATE, position: POSITION }],
    ['among the rows of a day', STATE],
    ['after the first run, for which tomorrow is next', { ...STATE, day: '2026-03-03', position: undefined }],
  ])('reads a state %s', (_, state) => {
    expect(verificationStateIn(JSON.parse(JSON.stringify(state)), NOW)).toEqual(state);
  });

  it('reads one of a clock that was ahead by less than a minute', () => {
    const justBefore = new Date('2026-03-01T23:59:30Z');
    expect(verificationStateIn({ ...STATE, day: '2026-03-03' }, justBefore)).toBeDefined();
  });

  it.each([
    ['no object', 'text'],
    ['nothing', undefined],
    ['no day', { ...STATE, day: undefined }],
    ['a time for a day', { ...STATE, day: '2026-03-01T00:00:00Z' }],
    ['a day that there is not', { ...STATE, day: '2026-13-01' }],
    ['a day later than tomorrow, which would put off verification', { ...STATE, day: '2026-03-04' }],
    ['no configurations', { ...STATE, configurations: undefined }],
    ['a configuration without settings', { ...STATE, configurations: [{}] }],
    ['a configuration that ends at no time', { ...STATE, configurations: [{ settings: '{}', until: 'x' }] }],
    ['no revision', { ...STATE, revision: undefined }],
    ['a position that is none', { ...STATE, position: 'far' }],
    ['a position at no time', { ...STATE, position: { ...POSITION, rows: 'noon' } }],
    ['a position without a term', { ...STATE, position: { ...POSITION, term: undefined } }],
    ['a late file without a hash', { ...STATE, position: { ...POSITION, late: [['key']] } }],
    ['names that are no texts', { ...STATE, position: { ...POSITION, named: [1] } }],
  ])('takes %s for no state', (_, value) => {
    expect(verificationStateIn(value, NOW)).toBeUndefined();
  });
});
