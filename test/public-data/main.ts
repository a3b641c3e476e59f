import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { isSystemsManagerSource } from '../../lib/core/record/event-source';
import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/core/record/json';
import { loadRules } from '../../lib/core/rules/load-rules';
import { compileRules } from '../../lib/core/rules/rule-set';
import { PROJECT_ROOT } from '../../scripts/project-root';
import { missedNames } from '../core/resources/crude-names';
import { loadPack } from '../core/rules/pack-files';

/**
 * `npm run try:public-data -- [--logs DIR] [--rules DIR]`: holds the project to CloudTrail logs and Sigma rules of others,
 * which a developer has fetched. The tests have inputs of their own instead. Exits with 1 where something is wrong.
 */
function main(): void {
  const { values } = parseArgs({ options: { logs: { type: 'string' }, rules: { type: 'string' } } });
  const { logs, rules } = values;
  if (logs === undefined && rules === undefined) throw new Error('expected --logs DIR, --rules DIR or both');
  if (logs !== undefined) tryLogs(filesBelow(logs, ['.json', '.json.gz']));
  if (rules !== undefined) tryRules(filesBelow(rules, ['.yml']));
}

function tryLogs(files: readonly string[]): void {
  const records = files.flatMap((file) => recordsIn(jsonOf(textOf(file))));
  tell(`${records.length} records of Systems Manager in ${files.length} files`);
  for (const missed of new Set(records.flatMap(missedNames))) tell(`named, and no resource: ${missed}`);
  const extracted = files.filter(isExtractedExactly);
  tell(`extract printed what JSON.parse and a filter give of all ${extracted.length} log files`);
  tryPack(records);
}

/** Of a log file in the form that CloudTrail delivers; files of other forms are left out. */
function isExtractedExactly(file: string): boolean {
  const content = jsonOf(textOf(file));
  if (!isJsonObject(content) || !Array.isArray(content['Records'])) return false;
  const expected = content['Records'].filter(isJsonObject).filter((each) => isSystemsManagerSource(each.eventSource));
  const door = join(PROJECT_ROOT, 'bin', 'ssm-audit');
  const { stdout } = spawnSync(process.execPath, [door, 'extract', file], { encoding: 'utf8', maxBuffer: 1e9 });
  const lines = stdout.split('\n').slice(0, -1);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    expected,
    file,
  );
  return true;
}

/** The agent's traffic must raise nothing; of the rest, each rule and how often it matches is told. */
function tryPack(records: readonly JsonObject[]): void {
  const pack = compileRules(loadPack().rules);
  const counts = new Map<string, number>();
  for (const record of records) {
    const matched = pack.matches(record).map(({ rule }) => rule.file);
    if (String(record['userAgent']).includes('amazon-ssm-agent/')) assert.deepEqual(matched, []);
    for (const rule of matched) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  for (const [rule, count] of counts) tell(`the pack's ${rule} matches ${count} of them`);
}

function tryRules(files: readonly string[]): void {
  const { rules, refused } = loadRules(files.map((file) => ({ file, text: readFileSync(file, 'utf8') })));
  assert.deepEqual(refused, []);
  tell(`${rules.length} rules are loaded whole`);
}

/** Never none: nothing tried is no success. */
function filesBelow(folder: string, endings: readonly string[]): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => endings.some((ending) => name.endsWith(ending)));
  if (files.length === 0) throw new Error(`${folder} has no file that ends in ${endings.join(' or ')}`);
  return files.map((name) => join(folder, name));
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** A file may be one document or a line of JSON for each record; anything else is not of interest here. */
function jsonOf(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return text.split('\n').flatMap((line) => (line.startsWith('{') && line.endsWith('}') ? [JSON.parse(line)] : []));
  }
}

function recordsIn(value: JsonValue): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap((element: JsonValue) => recordsIn(element));
  if (!isJsonObject(value)) return [];
  if (isSystemsManagerSource(value.eventSource)) return [value];
  return Object.values(value).flatMap((inner) => recordsIn(inner));
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main();
} catch (error) {
  process.stderr.write(`try:public-data: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
