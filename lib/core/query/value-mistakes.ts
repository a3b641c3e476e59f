import { assumedRoleOf } from '../record/assumed-role';
import { isId } from '../rows/event-ref';
import { CONDITIONS, type ListName } from './conditions';
import { intendedEventName } from './known-event-names';

/** What is odd about a value, and the condition and value that were probably meant. */
export interface ValueMistake {
  readonly text: string;
  readonly meant?: { readonly name: ListName; readonly value: string };
}

const ACCOUNT_ID = /^\d{12}$/;
const ROLE_ARN = /^arn:[^:]*:iam::[^:]*:role\//;
const USER_ARN = /^arn:[^:]*:iam::[^:]*:user\/(?:.*\/)?([^/]+)$/;
const ACCESS_KEY = /^A[KS]IA[A-Z0-9]{12,}$/;
const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/;
const ACTION = /^([a-z][a-z-]*)[:.]([A-Za-z]+)$/;

/** Mistakes that the form of a value reveals, whatever the store contains. `undefined` if it reveals none. */
export function valueMistake(name: ListName, value: string): ValueMistake | undefined {
  if (/[*?]/.test(value)) {
    return {
      text: `${flagOf(name)} takes no wildcards and compares them as text (--where 'PATH=VALUE' takes wildcards)`,
    };
  }
  return FORMS[name]?.(value);
}

/** The name of a condition's flag: `--event` for `--event <name>`. */
export function flagOf(name: ListName): string {
  return CONDITIONS[name].flag.split(' ')[0] ?? '';
}

const FORMS: { readonly [Name in ListName]?: (value: string) => ValueMistake | undefined } = {
  accounts: (value) => (ACCOUNT_ID.test(value) ? undefined : { text: 'account IDs have twelve digits' }),
  eventIds: (value) =>
    isId(value)
      ? undefined
      : {
          text: 'expected an event ID, which has 36 characters in most records, or 8 or more digits from its beginning',
        },
  principals: (value) => {
    if (ROLE_ARN.test(value)) return meant('it is a role, but its sessions make the calls', 'roles', value);
    return accessKey(value);
  },
  roles: (value) => {
    const session = assumedRoleOf(value);
    if (session) return meant('it is a session of a role', 'roles', session.roleName);
    return USER_ARN.test(value) ? meant('it is a user', 'principals', value) : accessKey(value);
  },
  actors: (value) => {
    const user = USER_ARN.exec(value)?.[1];
    if (user !== undefined) return meant('--actor takes a name', 'actors', user);
    if (value.startsWith('arn:')) return meant('--actor takes a name, --principal an ARN', 'principals', value);
    return accessKey(value);
  },
  regions: (value) => {
    const region = ZONE.exec(value.toLowerCase())?.[1];
    return region === undefined ? undefined : meant('it is an availability zone, not a region', 'regions', region);
  },
  eventNames: (value) => {
    const action = ACTION.exec(value)?.[2];
    if (action !== undefined) return meant('event names have no prefix', 'eventNames', action);
    const intended = intendedEventName(value);
    return intended === undefined ? undefined : meant('no such event is known', 'eventNames', intended);
  },
  errors: (value) => (value.toLowerCase() === 'any' ? meant('any is in small letters', 'errors', 'any') : undefined),
  eventSources: (value) =>
    value.includes('.')
      ? undefined
      : meant('event sources are host names', 'eventSources', `${value.toLowerCase()}.amazonaws.com`),
};

function accessKey(value: string): ValueMistake | undefined {
  return ACCESS_KEY.test(value) ? meant('it is an access key', 'accessKeys', value) : undefined;
}

function meant(text: string, name: ListName, value: string): ValueMistake {
  return { text, meant: { name, value } };
}
