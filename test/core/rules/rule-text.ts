/** Makes the YAML of a rule: what the test is about, around it what every rule needs. */
export function ruleText(detection: string, head: Readonly<Record<string, string>> = {}): string {
  const fields = { title: 'A test rule', id: 'test-rule', logsource: CLOUDTRAIL, ...head };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `${lines.join('\n')}\ndetection:\n${indented(detection)}\n`;
}

/** Makes the YAML of a filter over some rules. */
export function filterText(filter: string, head: Readonly<Record<string, string>> = {}): string {
  const fields = { title: 'A test filter', id: 'test-filter', logsource: CLOUDTRAIL, ...head };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
  return `${lines.join('\n')}\nfilter:\n${indented(filter)}\n`;
}

const CLOUDTRAIL = '{product: aws, service: cloudtrail}';

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
