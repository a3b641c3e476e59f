import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generatedCorpus } from '../samples/generated-corpus';
import type { Corpus } from './corpus';

/** Folders of log files as trails of some traffic and of little have them. */
interface SmallFilesPlan {
  readonly name: string;
  readonly files: number;
  /** How many records a file has. */
  readonly least: number;
  readonly most: number;
}

const SHARE = 0.05;

/** The folders of a run; a quick one is for trying the bench itself. */
export function smallFilesPlans(isQuick: boolean): readonly SmallFilesPlan[] {
  const divisor = isQuick ? 20 : 1;
  return [
    { name: 'many', files: 5_000 / divisor, least: 20, most: 200 },
    { name: 'tiny', files: 4_000 / divisor, least: 1, most: 20 },
  ];
}

/** Writes the log files of a plan into a folder of their own. */
export function writeSmallFiles({ name, files, least, most }: SmallFilesPlan, folder: string): Corpus {
  const path = join(folder, name);
  mkdirSync(path);
  let bytes = 0;
  for (let index = 0; index < files; index += 1) {
    const recordsPerFile = least + ((index * STEP) % (most - least + 1));
    const options = { seed: index, files: 1, recordsPerFile, systemsManagerShare: SHARE, from: '2026-03-02T00:00:00Z' };
    for (const { body } of generatedCorpus(options)) {
      writeFileSync(join(path, `${index}.json.gz`), gzipSync(body));
      bytes += Buffer.byteLength(body);
    }
  }
  return { name, file: path, bytes };
}

/** A prime, so that files of all sizes stand beside each other. */
const STEP = 7_919;
