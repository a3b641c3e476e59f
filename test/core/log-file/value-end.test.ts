import { SOURCE_HINT, type SourceHint, START, UNFINISHED, ValueEnd } from '../../../lib/core/log-file/value-end';

describe('ValueEnd', () => {
  it.each([
    ['an object', '{"a":[{},"b"]}'],
    ['an array', '[1,[2,{"x":"]"}],3]'],
    ['a string', '"a\\"b{"'],
    ['what is longer than a block', `{"a":"${'x'.repeat(100)}","b":[${'[]'.padEnd(40)}]}`],
  ])('finds the end of %s, wherever it stands', (_, json) => {
    for (let indent = 0; indent < 40; indent += 1) {
      const text = Buffer.from(`${' '.repeat(indent)}${json}${'}"'.repeat(20)}`);
      expect(scanned(text, indent).end).toBe(indent + json.length);
    }
  });

  it.each([
    ['eventSource', 'ssm.amazonaws.com', SOURCE_HINT.systemsManager],
    ['eventSource', 'Gamma-SSM-Incidents.amazonaws.com', SOURCE_HINT.systemsManager],
    ['eventSource', 'ec2messages.amazonaws.com', SOURCE_HINT.systemsManager],
    ['eventSource', 'EC2Messages.Amazonaws.Com', SOURCE_HINT.systemsManager],
    ['eventSource', 'kms.amazonaws.com', SOURCE_HINT.kms],
    ['eventSource', 'ec2.amazonaws.com', SOURCE_HINT.other],
    ['eventSource', 's3.amazonaws.com', SOURCE_HINT.other],
    ['eventSource', 'akms.amazonaws.com', SOURCE_HINT.other],
    ['eventName', 'ssm', SOURCE_HINT.systemsManager],
    ['eventSource', '', SOURCE_HINT.systemsManager],
    ['eventsource', 'ec2.amazonaws.com', SOURCE_HINT.systemsManager],
    ['sourceEvent', 'ec2.amazonaws.com', SOURCE_HINT.systemsManager],
    ['\\u0065ventSource', 'ssm.amazonaws.com', SOURCE_HINT.systemsManager],
    ['any', 'ss\\u006d.amazonaws.com', SOURCE_HINT.systemsManager],
  ])('gives the hint of "%s":"%s"', (key, value, hint) => {
    for (let indent = 0; indent < 20; indent += 1) {
      const text = Buffer.from(`{"n":${' '.repeat(indent)}1,"${key}":"${value}","z":"s3.amazonaws.com"}`);
      expect(scanned(text, 0).hint).toBe(hint);
    }
  });

  it('takes no hint from what stands deeper', () => {
    expect(
      scanned(Buffer.from('{"eventSource":"ec2.amazonaws.com","a":{"eventSource":"ssm.amazonaws.com","b":"\\n"}}'), 0)
        .hint,
    ).toBe(SOURCE_HINT.other);
  });

  it('passes over objects of no interest that follow each other at once', () => {
    const other = '{"eventSource":"ec2.aws.com"}';
    const text = Buffer.from(`${other},${other},{"c":"ssm.aws.com"},{}`);
    const scan = scanned(text, 0, SOURCE_HINT.kms);
    const start = 2 * (other.length + 1);
    expect(scan).toMatchObject({ passed: 2, start, end: start + 19, hint: SOURCE_HINT.systemsManager });
    const apart = scanned(Buffer.from(`${other} ,${other}`), 0, SOURCE_HINT.kms);
    expect(apart).toMatchObject({ passed: 0, start: 0, end: other.length });
  });

  it('does not pass over an object that names no event source, whatever white space it has', () => {
    for (const space of ['', ' ', '\n  ']) {
      const named = `{"eventSource"${space}:${space}"ec2.aws.com"}`;
      const text = Buffer.from(`${named},{"eventSource":""},${named}`);
      expect(scanned(text, 0, SOURCE_HINT.kms)).toMatchObject({ passed: 1, start: named.length + 1 });
    }
  });

  it('says whether there is white space between tokens', () => {
    for (const space of [' ', '\n', '\t', '\r']) {
      expect(scanned(Buffer.from(`{"a":${space}"x"}`), 0).hasSpaces).toBe(true);
    }
    expect(scanned(Buffer.from('{"a":" x ","b\\n ":[" "]}'), 0).hasSpaces).toBe(false);
  });

  it('takes a text longer than its memory', () => {
    const text = Buffer.from(`"${'x'.repeat(3_000_000)}"`);
    expect(scanned(text, 0).end).toBe(text.length);
    expect(scanned(Buffer.from('{"a":'), 0).end).toBe(UNFINISHED);
  });
});

function scanned(text: Buffer, from: number, least: SourceHint = SOURCE_HINT.other) {
  const scanning = new ValueEnd();
  scanning.load(text, undefined);
  const end = scanning.scan(from, START, least);
  const { passed, start, traits } = scanning;
  const { hint, hasSpaces } = traits;
  return { end, hint, passed, start, hasSpaces };
}
