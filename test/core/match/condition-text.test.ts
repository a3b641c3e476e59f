import { type Condition, predicateOf } from '../../../lib/core/match/condition';
import { parseCondition, type Selections } from '../../../lib/core/match/condition-text';
import { compileTestItem } from '../../../lib/core/match/test-item';

/** Selections that each hold where the record has their name among its keys. */
const selections: Selections = new Map(
  ['a', 'b', 'c', 'sel_1', 'sel_2', 'other-sel', '_hidden', '_sel_3', 'notable', 'all', '1'].map(
    (name): [string, Condition] => [name, compileTestItem(`${name}|exists`, [true])],
  ),
);

/** Whether a condition holds for a record in which exactly these selections hold. */
function holds(condition: string, ...names: readonly string[]): boolean {
  return predicateOf(parseCondition(condition, selections))(Object.fromEntries(names.map((name) => [name, 'x'])));
}

describe('operators', () => {
  it('not binds before and', () => {
    expect(holds('not a and b')).toBe(false);
    expect(holds('not a and b', 'b')).toBe(true);
    expect(holds('not not a', 'a')).toBe(true);
  });

  it('and binds before or', () => {
    expect(holds('a or b and c', 'a')).toBe(true);
    expect(holds('a and b or c', 'c')).toBe(true);
    expect(holds('a and b or c', 'a')).toBe(false);
  });

  it('parentheses bind before all', () => {
    expect(holds('(a or b) and c', 'a')).toBe(false);
    expect(holds('not (a or b)', 'b')).toBe(false);
    expect(holds('not(a)and(b)', 'b')).toBe(true);
    expect(holds('((a))', 'a')).toBe(true);
  });

  it('are whole words', () => {
    expect(holds('notable', 'notable')).toBe(true);
    expect(holds('other-sel', 'other-sel')).toBe(true);
  });
});

describe('selectors', () => {
  it('1 of and any of need one, all of needs every one', () => {
    expect(holds('1 of sel_*', 'sel_2')).toBe(true);
    expect(holds('any of sel_*', 'sel_2')).toBe(true);
    expect(holds('all of sel_*', 'sel_2')).toBe(false);
    expect(holds('all of sel_*', 'sel_1', 'sel_2')).toBe(true);
    expect(holds('1 of sel_*', 'a')).toBe(false);
  });

  it('take a name, a pattern or them', () => {
    expect(holds('1 of a', 'a')).toBe(true);
    expect(holds('all of *sel*', 'sel_1', 'sel_2', 'other-sel')).toBe(true);
    expect(holds('1 of them', 'c')).toBe(true);
    expect(holds('all of them', 'c')).toBe(false);
  });

  it('bind before not', () => {
    expect(holds('a and not 1 of sel_*', 'a')).toBe(true);
    expect(holds('a and not 1 of sel_*', 'a', 'sel_1')).toBe(false);
  });

  it('pass over names that start with _ in patterns and them', () => {
    expect(holds('1 of them', '_hidden')).toBe(false);
    expect(holds('1 of *sel_*', '_sel_3')).toBe(false);
    expect(holds('_hidden', '_hidden')).toBe(true);
    expect(holds('1 of _hidden', '_hidden')).toBe(true);
  });

  it('leave quantifiers that are names alone', () => {
    expect(holds('all and 1', 'all', '1')).toBe(true);
  });
});

describe('errors', () => {
  it.each([
    ['1 of nothing_*', '"1 of nothing_*" matches no selection'],
    ['all of _*', '"all of _*" matches no selection'],
    ['1 of absent', '"1 of absent" matches no selection'],
    ['absent', 'there is no selection "absent", expected one of a, b, c'],
    ['__proto__', 'there is no selection "__proto__"'],
    ['2 of sel_*', '"2 of" is unknown, expected "1 of", "any of" or "all of"'],
    ['a | count() > 5', 'aggregations after "|" are of Sigma 1; write a correlation'],
    ['', 'found the end, expected the name of a selection'],
    ['a and', 'found the end, expected the name of a selection'],
    ['a b', 'found "b", expected "and", "or" or the end'],
    ['a AND b', 'found "AND", expected "and", "or" or the end'],
    ['(a', 'found the end, expected ")"'],
    ['a)', 'found ")", expected "and", "or" or the end'],
    ['or a', 'found "or", expected the name of a selection'],
    ['1 of', 'found the end, expected a name, a pattern or "them"'],
    ['a & b', 'found "&"'],
    [`${'('.repeat(5000)}a`, 'is nested more than 100 levels deep'],
    [`${'not '.repeat(5000)}a`, 'is nested more than 100 levels deep'],
  ])('%.20s: %s', (condition, problem) => {
    expect(() => parseCondition(condition, selections)).toThrow(problem);
    expect(() => parseCondition(condition, selections)).toThrow(`condition ${JSON.stringify(condition)}: `);
  });
});
