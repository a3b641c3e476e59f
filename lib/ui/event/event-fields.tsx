import { fieldNames } from '../../contract/event-fields';
import type { ConditionWord, Question } from '../../core/explorer/question';
import { PivotMenu } from '../parts/menu';
import { ValueLink } from '../parts/value-link';
import type { Pivot } from '../route/pivot';
import type { WholeEvent } from './shown-event';

/** The conditions that find the values of fields. */
const CONDITIONS: Readonly<Record<string, ConditionWord>> = {
  eventName: 'event',
  eventID: 'event-id',
  eventSource: 'event-source',
  userIdentityArn: 'principal',
  roleArn: 'role',
  actor: 'actor',
  awsRegion: 'region',
  recipientAccountId: 'account',
  sourceIPAddress: 'source-ip',
  accessKeyId: 'access-key',
  errorCode: 'error',
  outcome: 'outcome',
};

/** What has a place of its own. */
const ELSEWHERE = ['resources', 'logFile', 'recordIndex', 'origin'];

/** The fields of an event, in the order of the command line. A value that can be asked for is a link. */
export function EventFields({ event, question }: { event: WholeEvent; question: Question }) {
  const names = fieldNames().filter((name) => event[name] !== undefined && !ELSEWHERE.includes(name));
  return (
    <table class="fields">
      <caption class="hidden">Fields</caption>
      <tbody>
        {names.map((name) => (
          <Field key={name} name={name} value={shownValue(event[name])} event={event} question={question} />
        ))}
      </tbody>
    </table>
  );
}

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly event: WholeEvent;
  readonly question: Question;
}

function Field({ name, value, event: { actorSource }, question }: FieldProps) {
  const flag = CONDITIONS[name];
  const pivot: Pivot | undefined = flag && { flag, value, actorSource };
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{pivot ? <ValueLink pivot={pivot} question={question} /> : value}</td>
      <td class="moves">{pivot && <PivotMenu pivots={[pivot]} question={question} label={`More about ${name}`} />}</td>
    </tr>
  );
}

function shownValue(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}
