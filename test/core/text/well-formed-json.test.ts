import { wellFormedJson } from '../../../lib/core/text/well-formed-json';

describe('JSON without halves of characters', () => {
  it.each(['\ud800', '\udc00', 'a\udbffb', '\udfff\ud83d'])('replaces %j, in texts and in names', (text) => {
    const json = wellFormedJson(JSON.stringify({ [text]: text }));
    expect(JSON.parse(json)).toEqual({ [text.toWellFormed()]: text.toWellFormed() });
    expect(json).not.toMatch(/\\ud/);
  });

  it.each(['é', '😀', '\\ud800', '\\\\ud800', 'C:\\udata\\"', '\u0000\u001f', '\\'])('leaves %j as it is', (text) => {
    const json = JSON.stringify([text]);
    expect(wellFormedJson(json)).toBe(json);
  });
});
