import type { JsonObject } from '../../core/record/json';
import { stringifyRecord } from '../../core/record/parse-record';
import { mapObstacle } from '../../core/rows/dynamodb-limits';
import { safeJson } from '../../core/text/safe-text';
import { ownCommand } from '../terminal/own-command';

const INDENT = 2;

/**
 * A record for a person, safe for a terminal. It has several lines, or one line if digits would be lost or nesting
 * would indent without end. Without a record, says where to find it.
 */
export function renderRecord(record: JsonObject | undefined): readonly string[] {
  if (record === undefined)
    return [`the record is too large for a row: read it from its log file (${ownCommand('show')})`];
  const isPlain = mapObstacle(record) === undefined;
  return (isPlain ? JSON.stringify(record, undefined, INDENT).split('\n') : [stringifyRecord(record)]).map(safeJson);
}
