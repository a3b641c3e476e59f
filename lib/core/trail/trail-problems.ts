import { type SampleEvent, selected } from './selected-events';
import type { TrailDescription, TrailDestination } from './trail-description';

/** What can be wrong with a trail, by the name that the log has. */
export const TRAIL_PROBLEMS = [
  'missing',
  'stopped',
  'other-bucket',
  'other-prefix',
  'other-topic',
  'delivery-error',
  'notification-error',
  'digest-error',
  'no-validation',
  'one-region',
  'reads-left-out',
  'writes-left-out',
  'kms-left-out',
] as const;

/** Something wrong with a trail: its name, and what it means for a person to read. */
export interface TrailProblem {
  readonly problem: (typeof TRAIL_PROBLEMS)[number];
  readonly detail: string;
}

/** What a trail has to record of Systems Manager and its parameters. Each has an event that the trail must take. */
const NEEDED: readonly (Pick<TrailProblem, 'problem'> & { readonly what: string; readonly event: SampleEvent })[] = [
  {
    problem: 'reads-left-out',
    what: 'calls that read, such as GetParameter',
    event: { readOnly: true, eventSource: 'ssm.amazonaws.com', eventName: 'GetParameter' },
  },
  {
    problem: 'writes-left-out',
    what: 'calls that change something, such as SendCommand',
    event: { readOnly: false, eventSource: 'ssm.amazonaws.com', eventName: 'SendCommand' },
  },
  {
    problem: 'kms-left-out',
    what: 'calls of KMS, which are the only sign of which parameters under a path were decrypted',
    event: { readOnly: true, eventSource: 'kms.amazonaws.com', eventName: 'Decrypt' },
  },
];

/**
 * What is wrong with a trail, the most serious first. `undefined` is a trail that does not exist. `expected` is what the
 * audit reads: a trail that delivers elsewhere is as good as stopped.
 */
export function trailProblems(
  trail: TrailDescription | undefined,
  expected: TrailDestination,
): readonly TrailProblem[] {
  if (trail === undefined) return [{ problem: 'missing', detail: 'there is no such trail: nothing records calls' }];
  return [
    ...unless(trail.isLogging, 'stopped', 'the trail is stopped: nothing records calls'),
    ...destinationProblems(trail, expected),
    ...stateProblems(trail),
    ...NEEDED.flatMap((needed) => selectionProblems(trail, needed)),
  ];
}

/** Without a topic, S3 announces log files, so that it does not matter whether the trail has one. */
function destinationProblems(trail: TrailDestination, expected: TrailDestination): readonly TrailProblem[] {
  const instead = (what: string, is: string, should: string) =>
    `the trail ${what} ${is === '' ? 'nothing' : is}, and the audit reads ${should === '' ? 'none' : should}`;
  return [
    ...unless(
      trail.bucketName === expected.bucketName,
      'other-bucket',
      instead('delivers to bucket', trail.bucketName, expected.bucketName),
    ),
    ...unless(
      trail.prefix === expected.prefix,
      'other-prefix',
      instead('delivers under prefix', trail.prefix, expected.prefix),
    ),
    ...unless(
      expected.topicArn === '' || trail.topicArn === expected.topicArn,
      'other-topic',
      instead('announces on', trail.topicArn, expected.topicArn),
    ),
  ];
}

function stateProblems(trail: TrailDescription): readonly TrailProblem[] {
  return [
    ...unless(!trail.deliveryError, 'delivery-error', `log files do not reach the bucket: ${trail.deliveryError}`),
    ...unless(
      !trail.notificationError,
      'notification-error',
      `log files are not announced: ${trail.notificationError}`,
    ),
    ...unless(!trail.digestError, 'digest-error', `digests do not reach the bucket: ${trail.digestError}`),
    ...unless(
      trail.validatesLogFiles,
      'no-validation',
      'the trail writes no digests: nobody can prove that nothing is missing',
    ),
    ...unless(trail.isMultiRegion, 'one-region', 'the trail does not record calls in other regions than its own'),
  ];
}

function unless(isWell: boolean, problem: TrailProblem['problem'], detail: string): readonly TrailProblem[] {
  return isWell ? [] : [{ problem, detail }];
}

function selectionProblems(trail: TrailDescription, needed: (typeof NEEDED)[number]): readonly TrailProblem[] {
  const answer = selected(trail, needed.event);
  if (answer === 'all') return [];
  const detail = `the trail's selectors leave out ${answer === 'some' ? 'some' : 'all'} ${needed.what}`;
  return [{ problem: needed.problem, detail }];
}
