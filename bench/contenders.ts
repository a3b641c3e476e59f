import { join } from 'node:path';
import { isInstalled } from './measured-process';

/** A way to get at the records of a log file, as a process of its own. */
export interface Contender {
  readonly name: string;
  readonly command: (file: string) => readonly string[];
  /** Whether it is let loose on a gigabyte: those that read a whole file into one string cannot, others take minutes. */
  readonly takesLarge: boolean;
}

export const ZCAT: Contender = { name: 'zcat', command: (file) => ['zcat', file], takesLarge: true };

export const EXTRACT: Contender = {
  name: 'extract',
  command: (file) => [join(__dirname, '../bin/ssm-audit'), 'extract', file],
  takesLarge: true,
};

const READ = "require('node:zlib').gunzipSync(require('node:fs').readFileSync(process.argv[1]))";

export const GUNZIP: Contender = {
  name: 'gunzipSync',
  command: (file) => ['node', '-e', READ, file],
  takesLarge: true,
};

/** Which event sources are Systems Manager's, as the contenders in other languages say it. */
const FAMILY = '^([a-z]+-)?(ec2messages|ssmmessages|ssm(-[a-z0-9-]+)?)[.]amazonaws[.]com$';

const PARSE_SCRIPT = `
const records = JSON.parse(${READ}.toString()).Records.filter(({ eventSource }) => /${FAMILY}/i.test(eventSource));
process.stdout.write(records.map((record) => JSON.stringify(record) + '\\n').join(''));`;

export const PARSE: Contender = {
  name: 'JSON.parse',
  command: (file) => ['node', '-e', PARSE_SCRIPT, file],
  takesLarge: false,
};

const PARSE_EACH_SCRIPT = `
const { gunzipSync } = require('node:zlib');
const { readdirSync, readFileSync } = require('node:fs');
for (const name of readdirSync(process.argv[1]).sort()) {
  const { Records } = JSON.parse(gunzipSync(readFileSync(process.argv[1] + '/' + name)).toString());
  const records = Records.filter(({ eventSource }) => /${FAMILY}/i.test(eventSource));
  if (records.length > 0) process.stdout.write(records.map((record) => JSON.stringify(record) + '\\n').join(''));
}`;

/** What is let loose on a folder of small files. */
export const ON_FOLDERS: readonly Contender[] = [
  EXTRACT,
  { name: 'JSON.parse', command: (folder) => ['node', '-e', PARSE_EACH_SCRIPT, folder], takesLarge: false },
];

const JQ: Contender = {
  name: 'zcat | jq',
  command: (file) => [
    'bash',
    '-c',
    'zcat "$1" | jq -c --arg family "$2" \'.Records[] | select((.eventSource // "") | test($family; "i"))\'',
    'bash',
    file,
    FAMILY,
  ],
  takesLarge: false,
};

const DUCKDB: Contender = {
  name: 'duckdb',
  command: (file) => ['duckdb', '-jsonlines', '-c', duckdbQuery(file)],
  takesLarge: false,
};

function duckdbQuery(file: string): string {
  const records = `SELECT unnest(Records) AS record FROM read_json('${file}', columns = {Records: 'JSON[]'}, maximum_object_size = 1000000000)`;
  return `SELECT record FROM (${records}) WHERE regexp_matches(record->>'eventSource', '${FAMILY}', 'i')`;
}

/** All contenders that this machine has. */
export function contenders(): readonly Contender[] {
  return [
    ...[ZCAT, GUNZIP, EXTRACT, PARSE],
    ...(isInstalled('jq') ? [JQ] : []),
    ...(isInstalled('duckdb') ? [DUCKDB] : []),
  ];
}
