import type { JsonObject, JsonValue } from '../../../lib/core/record/json';
import { isJsonObject } from '../../../lib/core/record/json';
import type { ActionCase } from './action-cases';
import { FLEET_CASES } from './fleet-cases';
import { OPERATIONS_CASES } from './operations-cases';
import { RUN_CASES } from './run-cases';
import { refusedCall, ssmCall, throttledCall, touched } from './ssm-call';
import { STORE_CASES } from './store-cases';

const CASES = [...RUN_CASES, ...STORE_CASES, ...FLEET_CASES, ...OPERATIONS_CASES];
const REFUSED = CASES.filter(({ refusal }) => refusal !== undefined);

/** What services and exporters write in the place of a value. */
const REDACTIONS = ['Value hidden due to security reasons.', '***', '<sensitiveDataRemoved>'];

/** Redactions that are also names which anybody may give: to a document, say, to be hidden by it. */
const LIKE_NAMES = ['HIDDEN_DUE_TO_SECURITY_REASONS', 'hidden_due_to_security_reasons'];
const NAMED_BY_PEOPLE =
  /^\w+ (?:document|parameter|parameterPath|patchGroup|resourceDataSync|tagTarget|resourceGroup|role|contact|responsePlan) /;

describe('what a call touched', () => {
  test.each(CASES)('$eventName names it in request and response', (actionCase) => {
    expect(touched(successful(actionCase))).toEqual(actionCase.touched);
  });

  test.each(REFUSED)('$eventName, refused, has it in the error message alone', ({ eventName, refusal }) => {
    expect(touched(refusedCall(eventName, refusal?.arn ?? ''))).toEqual([refusal?.touched]);
  });

  test.each(REFUSED)('$eventName may have it in resources[] alone', ({ eventName, refusal }) => {
    const resources = [{ accountId: '111122223333', ARN: refusal?.arn ?? '' }];
    expect(touched(ssmCall(eventName, { resources }))).toEqual([refusal?.touched]);
  });

  test.each(CASES)('$eventName, throttled, names nothing', ({ eventName }) => {
    expect(touched(throttledCall(eventName))).toEqual([]);
  });
});

describe.each(REDACTIONS)('a value replaced by %s is no resource', (redaction) => {
  test.each(CASES)('$eventName with every text redacted', (actionCase) => {
    expect(named(redacted(successful(actionCase), redaction))).toEqual([]);
  });

  test.each(CASES)('$eventName with every parameter redacted as a whole', (actionCase) => {
    const { requestParameters, responseElements, ...rest } = successful(actionCase);
    const record = {
      ...rest,
      requestParameters: hidden(requestParameters, redaction),
      responseElements: hidden(responseElements, redaction),
    };
    expect(named(record)).toEqual([]);
  });

  test.each(CASES)('$eventName with request and response redacted as a whole', ({ eventName }) => {
    const record = ssmCall(eventName, { requestParameters: redaction, responseElements: redaction });
    expect(touched(record)).toEqual([]);
  });
});

describe.each(LIKE_NAMES)('a value that reads %s', (text) => {
  test.each(CASES)('is in $eventName a name at most where people give the names', (actionCase) => {
    const { requestParameters, responseElements, ...rest } = successful(actionCase);
    const whole = {
      requestParameters: hidden(requestParameters, text),
      responseElements: hidden(responseElements, text),
    };
    for (const record of [redacted(successful(actionCase), text), { ...rest, ...whole }]) {
      expect(named(record).filter((one) => !NAMED_BY_PEOPLE.test(one))).toEqual([]);
    }
  });

  test.each(CASES)('is nothing in $eventName where request and response are hidden as a whole', ({ eventName }) => {
    expect(touched(ssmCall(eventName, { requestParameters: text, responseElements: text }))).toEqual([]);
  });
});

function successful({ eventName, request, response }: ActionCase): JsonObject {
  return ssmCall(eventName, { requestParameters: request, responseElements: response ?? null });
}

/** Without what is implied: a session has its document whether or not the rest of its request can be read. */
function named(record: JsonObject): readonly string[] {
  return touched(record).filter((one) => !one.startsWith('implied '));
}

function redacted(record: JsonObject, redaction: string): JsonObject {
  const { requestParameters = null, responseElements = null } = record;
  return {
    ...record,
    requestParameters: withTexts(requestParameters, redaction),
    responseElements: withTexts(responseElements, redaction),
  };
}

function withTexts(value: JsonValue, text: string): JsonValue {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((element: JsonValue) => withTexts(element, text));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withTexts(inner, text)]));
}

function hidden(value: JsonValue | undefined, redaction: string): JsonValue {
  return isJsonObject(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, redaction])) : null;
}
