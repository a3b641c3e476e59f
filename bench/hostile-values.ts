import { predicateOf } from '../lib/core/match/condition';
import { compileTestItem } from '../lib/core/match/test-item';
import { namesInError } from '../lib/core/resources/error-message';
import { resourcesOf } from '../lib/core/resources/resources-of';

/** What an attacker may write into a record, made to a size in bytes, and what has to cope with it. */
export interface HostileValue {
  readonly what: string;
  readonly text: (bytes: number) => string;
  readonly work: (text: string) => void;
}

const REFUSED = 'User: arn:aws:iam::111122223333:user/alice is not authorized to perform: ssm:GetParameter';
const PHRASE = ' is not authorized to perform: on resource: i-';

/** Texts that a careless expression or parser takes quadratic time for, or worse. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  ...['*a*a*a*a*a*a*b', '*a?a?a?*a?a*b*'].map((pattern) => onA(`the pattern ${pattern}`, 'field', pattern)),
  onA('a contained text', 'field|contains', `${'a'.repeat(50)}b`),
  ...['(a+)+(b+)+$', '(a|aa|b)*d$|a{20}cb'].map((pattern) => onA(`the expression ${pattern}`, 'field|re', pattern)),
  ...['i-', 'i-0a1b2c3d-', ':', '/'].map(inParameters),
  ...[PHRASE, ' on resource: ', 'mi-i-'].map(inError),
];

/** A test of a rule on a long run of the letter that it looks for, with others at the end. */
function onA(what: string, key: string, value: string): HostileValue {
  const holds = predicateOf(compileTestItem(key, [value]));
  return { what, text: (bytes) => `${'a'.repeat(bytes)}bc`, work: (field) => void holds({ field }) };
}

/** A text in all parameters that name something. */
function inParameters(part: string): HostileValue {
  return {
    what: `resources in parameters of '${part}'`,
    text: repeated(part),
    work: (name) => {
      const requestParameters = { name: `arn:aws:${name}`, target: name, roleArn: name, documentName: name };
      resourcesOf({ eventSource: 'ssm.amazonaws.com', eventName: 'GetParameter', requestParameters });
    },
  };
}

function inError(part: string): HostileValue {
  return {
    what: `names in an error message of '${part}'`,
    text: repeated(part),
    work: (text) => namesInError(REFUSED + text),
  };
}

function repeated(part: string): (bytes: number) => string {
  return (bytes) => part.repeat(Math.ceil(bytes / part.length));
}
