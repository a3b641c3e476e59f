import { markerText, otherQuestion } from '../../../lib/core/export/export-question';

const QUESTION = { format: 'parquet', schema: 'event', words: ['--denied', '--actor=ana'], record: false } as const;

describe('the marker of a place', () => {
  it('is the same for the same question, in whatever order it is asked', () => {
    const marker = markerText(QUESTION);
    expect(otherQuestion(marker, { ...QUESTION, words: ['--actor=ana', '--denied'] })).toBeUndefined();
  });

  it('says which other question it is of', () => {
    const marker = markerText(QUESTION);
    for (const other of [
      { words: ['--denied'] },
      { format: 'csv' as const },
      { schema: 'ocsf' as const },
      { record: true },
    ]) {
      expect(otherQuestion(marker, { ...QUESTION, ...other })).toBe(
        '--actor=ana --denied --format=parquet --schema=event',
      );
    }
  });

  it.each([
    '',
    '{',
    '[]',
    '{"form":"other","words":[]}',
    '{"form":"ssm-audit export 1"}',
    '{"form":"ssm-audit export 1","words":[]}',
  ])('is refused if it is %j, which nobody of us wrote', (text) =>
    expect(() => otherQuestion(text, QUESTION)).toThrow('not what this program writes'),
  );
});
