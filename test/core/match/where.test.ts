import { parse } from 'lossless-json';
import { parseWhere, WhereSyntaxError } from '../../../lib/core/match/where';
import type { JsonObject } from '../../../lib/core/record/json';

const record: JsonObject = {
  eventName: 'GetParameter',
  sourceIPAddress: '10.1.2.3',
  requestParameters: { name: '/prod/db?a=b', withDecryption: true, version: 3, note: '', label: 'null' },
  responseElements: null,
};

describe('parseWhere', () => {
  it.each([
    ['requestParameters.name|startswith=/prod/', true],
    ['requestParameters.name|startswith=/test/', false],
    ['requestParameters.withDecryption=true', true],
    ['requestParameters.version=3', true],
    ['requestParameters.version|gte=4', false],
    ['errorCode|exists=false', true],
    ['eventName|exists=false', false],
    ['sourceIPAddress|cidr=10.0.0.0/8', true],
    ['eventName=getparameter', true],
    ['eventName|cased=getparameter', false],
    ['eventName=Get*', true],
    ['eventName|neq=Get*', false],
    ['requestParameters.name|re|i=^/PROD/', true],
    ['requestParameters.name|contains|cased=PROD', false],
  ])('%s is %s', (where, expected) => {
    expect(parseWhere(where)(record)).toBe(expected);
  });

  it('splits at the first "=", so that the value may contain more', () => {
    expect(parseWhere('requestParameters.name|endswith=a=b')(record)).toBe(true);
  });

  it('reads null as YAML does: JSON null or absent', () => {
    expect(parseWhere('responseElements=null')(record)).toBe(true);
    expect(parseWhere('errorCode=null')(record)).toBe(true);
    expect(parseWhere('requestParameters.note=null')(record)).toBe(false);
  });

  it("reads '' as the empty string and 'null' as that text", () => {
    expect(parseWhere("requestParameters.note=''")(record)).toBe(true);
    expect(parseWhere("responseElements=''")(record)).toBe(false);
    expect(parseWhere("requestParameters.label='null'")(record)).toBe(true);
    expect(parseWhere("requestParameters.label='it''s'")({ requestParameters: { label: "it's" } })).toBe(true);
  });

  it('compares numbers too long for a double by their digits', () => {
    const parsed = parse('{"requestParameters":{"id":12345678901234567891}}') as JsonObject;
    expect(parseWhere('requestParameters.id=12345678901234567891')(parsed)).toBe(true);
    expect(parseWhere('requestParameters.id=12345678901234567890')(parsed)).toBe(false);
    expect(parseWhere('requestParameters.id|gt=12345678901234567890')(parsed)).toBe(true);
  });

  it.each([
    ['eventName', 'has no "="'],
    ['=x', 'has no plain field path'],
    ['|contains=x', 'has no plain field path'],
    ['eventName =x', 'has no plain field path'],
    ['eventName=', "expected '' for the empty string or null"],
    ['eventName|like=x', 'modifier "like": unknown, expected one of all, neq, cased, contains'],
    ['eventName|expand=%x%', 'placeholders are not supported'],
    ['eventName|all=x', 'all: needs more than one value'],
    ['eventName|exists=maybe', 'exists: takes true or false, not "maybe"'],
    ['eventName|re=(?=x)', 're "(?=x)": uses a look-around'],
    ['eventName|re=(x)\\1', 'uses a back-reference'],
    ['sourceIPAddress|cidr=10.0.0.1/8', 'has address bits set beyond its /8'],
    ['sourceIPAddress|cidr=here', 'expected a network such as 10.0.0.0/8'],
    ['a|gt=x', 'gt: takes a number, not "x"'],
    ['a|contains=null', "contains: takes text, not null; write 'null' in quotes"],
    ['a|re|base64=x', 'base64: cannot follow re'],
    ['a|i=x', 'i: can only follow re'],
  ])('refuses %s: %s', (where, problem) => {
    expect(() => parseWhere(where)).toThrow(WhereSyntaxError);
    expect(() => parseWhere(where)).toThrow(problem);
    expect(() => parseWhere(where)).toThrow(`cannot understand --where ${JSON.stringify(where)}: `);
  });
});
