import { fieldHint } from '../../../lib/app/ask/field-hint';

it.each([['requestParameters.name=x'], ['eventSource=ssm.amazonaws.com'], ['userIdentity.arn|endswith=alice']])(
  'says nothing of %s, which records have',
  (where) => {
    expect(fieldHint(where)).toEqual([]);
  },
);

it.each([
  ['requestParameter.name=x', 'requestParameter.name', 'did you mean requestParameters?'],
  ['eventname|contains=x', 'eventname', 'did you mean eventName?'],
  ['useridentity.arn=x', 'useridentity.arn', 'did you mean userIdentity.arn?'],
])('names the field that was probably meant by %s', (where, path, suggestion) => {
  expect(fieldHint(where)).toEqual([`--where asks for ${path}, which is not a field of a record: ${suggestion}`]);
});

it('names some fields where none is near', () => {
  expect(fieldHint('zzzzzzzzzzzz=x')).toEqual([
    expect.stringMatching(/^--where asks for zzzzzzzzzzzz, .*: expected \w+, \w+, \w+ or another$/),
  ]);
});
