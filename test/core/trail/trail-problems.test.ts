import type { FieldSelector, TrailDescription } from '../../../lib/core/trail/trail-description';
import { TRAIL_PROBLEMS, trailProblems } from '../../../lib/core/trail/trail-problems';

const EXPECTED = { bucketName: 'logs', prefix: 'org/logs', topicArn: 'arn:aws:sns:eu-central-1:111122223333:ours' };
const ALL = { reads: true, writes: true, managementEvents: true, excludedSources: [] };

function trail(overrides: Partial<TrailDescription> = {}): TrailDescription {
  return {
    ...EXPECTED,
    isLogging: true,
    isMultiRegion: true,
    validatesLogFiles: true,
    selectors: [ALL],
    advancedSelectors: [],
    ...overrides,
  };
}

function field(name: string, overrides: Partial<FieldSelector>): FieldSelector {
  const none = { equals: [], startsWith: [], endsWith: [], notEquals: [], notStartsWith: [], notEndsWith: [] };
  return { field: name, ...none, ...overrides };
}

const MANAGEMENT = field('eventCategory', { equals: ['Management'] });

function advanced(...selectors: readonly (readonly FieldSelector[])[]): TrailDescription {
  return trail({ selectors: [], advancedSelectors: selectors });
}

const named = (description: TrailDescription | undefined) =>
  trailProblems(description, EXPECTED).map(({ problem }) => problem);

describe('trailProblems', () => {
  it.each<[string, TrailDescription]>([
    ['one selector for everything', trail()],
    [
      'reads and writes by two selectors',
      trail({
        selectors: [
          { ...ALL, reads: false },
          { ...ALL, writes: false },
        ],
      }),
    ],
    ['an advanced selector for management events', advanced([MANAGEMENT])],
    [
      'advanced selectors that leave out another service',
      advanced([MANAGEMENT, field('eventSource', { notEquals: ['rdsdata.amazonaws.com'] })]),
    ],
    [
      'reads and writes by two advanced selectors',
      advanced(
        [MANAGEMENT, field('readOnly', { equals: ['true'] })],
        [MANAGEMENT, field('readOnly', { equals: ['false'] })],
      ),
    ],
  ])('finds nothing wrong with %s', (_, description) => {
    expect(trailProblems(description, EXPECTED)).toEqual([]);
  });

  it.each<[(typeof TRAIL_PROBLEMS)[number], TrailDescription | undefined]>([
    ['missing', undefined],
    ['stopped', trail({ isLogging: false })],
    ['other-bucket', trail({ bucketName: 'theirs' })],
    ['other-prefix', trail({ prefix: '' })],
    ['other-topic', trail({ topicArn: '' })],
    ['delivery-error', trail({ deliveryError: 'AccessDenied' })],
    ['notification-error', trail({ notificationError: 'AuthorizationError' })],
    ['digest-error', trail({ digestError: 'NoSuchBucket' })],
    ['no-validation', trail({ validatesLogFiles: false })],
    ['one-region', trail({ isMultiRegion: false })],
    ['kms-left-out', trail({ selectors: [{ ...ALL, excludedSources: ['kms.amazonaws.com'] }] })],
    ['kms-left-out', advanced([MANAGEMENT, field('eventSource', { notEquals: ['kms.amazonaws.com'] })])],
    ['kms-left-out', advanced([MANAGEMENT, field('eventSource', { equals: ['ssm.amazonaws.com'] })])],
    ['reads-left-out', advanced([MANAGEMENT, field('eventName', { notStartsWith: ['GetP'] })])],
    ['writes-left-out', advanced([MANAGEMENT, field('eventName', { notEndsWith: ['Command'] })])],
  ])('names %s', (problem, description) => {
    expect(named(description)).toEqual([problem]);
  });

  it('says that reads are missing, those of KMS among them', () => {
    expect(named(trail({ selectors: [{ ...ALL, reads: false }] }))).toEqual(['reads-left-out', 'kms-left-out']);
    expect(named(advanced([MANAGEMENT, field('readOnly', { equals: ['false'] })]))).toEqual([
      'reads-left-out',
      'kms-left-out',
    ]);
  });

  it('says that everything is missing where only data events are selected, or nothing', () => {
    const everything = ['reads-left-out', 'writes-left-out', 'kms-left-out'];
    expect(named(advanced([field('eventCategory', { equals: ['Data'] })]))).toEqual(everything);
    expect(named(trail({ selectors: [{ ...ALL, managementEvents: false }] }))).toEqual(everything);
    expect(named(trail({ selectors: [] }))).toEqual(everything);
  });

  it('says that some events are left out where a selector looks at who called', () => {
    const [first] = trailProblems(
      advanced([MANAGEMENT, field('userIdentity.arn', { notStartsWith: ['arn:aws:iam'] })]),
      EXPECTED,
    );
    expect(first?.detail).toContain('selectors leave out some calls that read');
  });

  it('says where the trail delivers instead', () => {
    expect(trailProblems(trail({ prefix: '' }), EXPECTED).map(({ detail }) => detail)).toEqual([
      'the trail delivers under prefix nothing, and the audit reads org/logs',
    ]);
  });

  it('takes any topic, or none, where S3 announces log files', () => {
    expect(trailProblems(trail({ topicArn: 'other' }), { ...EXPECTED, topicArn: '' })).toEqual([]);
  });

  it('can name every problem', () => {
    const worst = trail({
      isLogging: false,
      isMultiRegion: false,
      validatesLogFiles: false,
      deliveryError: 'a',
      notificationError: 'b',
      digestError: 'c',
      bucketName: 'x',
      prefix: 'y',
      topicArn: 'z',
      selectors: [],
    });
    expect(['missing', ...named(worst)]).toEqual(TRAIL_PROBLEMS);
  });
});
