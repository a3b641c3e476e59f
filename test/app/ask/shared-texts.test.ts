import { SharedTexts } from '../../../lib/app/ask/shared-texts';

const event = (eventID: string) => ({
  eventID,
  eventName: 'GetParameter',
  count: 2,
  isRelated: true,
  nothing: null,
  resources: [{ id: '/release', kind: 'parameter', nodes: ['i-1', 'i-1'] }],
});

describe('SharedTexts', () => {
  it('changes nothing that can be read, and gives the same object', () => {
    const texts = new SharedTexts();
    const [one, other] = [event('a'), event('b')];
    expect(texts.share(one)).toBe(one);
    expect(texts.share(other)).toBe(other);
    expect([one, other]).toEqual([event('a'), event('b')]);
  });

  it('knows each text once, however deep, and none of the fields that it is to leave out', () => {
    const texts = new SharedTexts(new Set(['eventID']));
    for (const id of ['a', 'b', 'c']) texts.share(event(id));
    expect(texts.size).toBe(['GetParameter', '/release', 'parameter', 'i-1'].length);
  });

  it('leaves what is frozen as it is', () => {
    const frozen = Object.freeze({ text: 'x' });
    expect(new SharedTexts().share(frozen)).toEqual({ text: 'x' });
  });
});
