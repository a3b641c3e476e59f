/**
 * How YAML 1.1 reads an unquoted scalar, if it differs from YAML 1.2, which this project reads (YAML 1.1 types:
 * boolean, integer; YAML 1.2.2, core schema). Other tools for Sigma read YAML 1.1.
 */
export function readingInYaml11(source: string): string | undefined {
  if (/^(?:yes|Yes|YES|on|On|ON)$/.test(source)) return 'true';
  if (/^(?:no|No|NO|off|Off|OFF)$/.test(source)) return 'false';
  if (/^[-+]?0[0-7_]+$/.test(source)) return `octal for ${Number.parseInt(source.replaceAll('_', ''), 8)}`;
  if (/^[-+]?0b[01_]+$/.test(source)) return 'a binary number';
  if (/^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/.test(source)) return 'a number to the base 60';
  if (/^[-+]?[1-9][0-9]*_[0-9_]*$/.test(source)) return 'a number with "_" between its digits';
  if (/^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d\d:\d\d.*)?$/.test(source)) return 'a date';
  return /^(?:0o[0-7]+|[-+]?\d+[eE][-+]?\d+)$/.test(source) ? 'a text' : undefined;
}
