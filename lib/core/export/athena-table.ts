import type { ExportSchema } from '../../contract/export';
import { PARTITION_COLUMNS } from './export-partition';
import { type Columns, isList, isPlain, type Shape } from './shape';

const PLAIN = {
  text: 'string',
  boolean: 'boolean',
  integer: 'int',
  count: 'bigint',
  time: 'timestamp',
  json: 'string',
} as const;

/** A shape as Athena and Glue name the type of a column. */
export function athenaType(shape: Shape): string {
  if (isPlain(shape)) return PLAIN[shape];
  if (isList(shape)) return `array<${athenaType(shape.items)}>`;
  const members = Object.entries(shape.members).map(([name, member]) => `${name.toLowerCase()}:${athenaType(member)}`);
  return `struct<${members.join(',')}>`;
}

/** A column as Glue has it: names in lower case, because Hive knows no others. */
export interface TableColumn {
  readonly name: string;
  readonly type: string;
}

/** The columns of a table over an export. */
export function tableColumns(columns: Columns): readonly TableColumn[] {
  return Object.entries(columns).map(([name, shape]) => ({ name: name.toLowerCase(), type: athenaType(shape) }));
}

/** The columns that the folders of an export are. */
export const PARTITION_KEYS: readonly TableColumn[] = PARTITION_COLUMNS.map((name) => ({
  name: name.toLowerCase(),
  type: 'string',
}));

/** What a table over an export is called. */
export function tableName(schema: ExportSchema): string {
  return `ssm_audit_${schema}`;
}

/** How Hive reads and writes tables of Parquet, which the table of Glue has to name itself. */
export const PARQUET = {
  inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
  serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
} as const;

/** What a table is made over: where the files are, and which partitions there are. */
export interface ExportedTable {
  readonly name: string;
  /** `s3://bucket/prefix/`. */
  readonly location: string;
  readonly columns: Columns;
  readonly regions: readonly string[];
  readonly accounts: readonly string[];
  /** The first day, `20180306`. */
  readonly firstDay: string;
}

/**
 * The statement that makes Athena's table over an export. Partitions are projected (Athena user guide: "Partition
 * projection"), so that days that come later need no statement. `MSCK REPAIR TABLE` would find none, because the folders
 * that Security Lake wants have capital letters.
 */
export function athenaStatement({ name, location, columns, regions, accounts, firstDay }: ExportedTable): string {
  const folder = PARTITION_COLUMNS.map((column) => `${column}=\${${column.toLowerCase()}}`).join('/');
  const properties: readonly (readonly [string, string])[] = [
    ['projection.enabled', 'true'],
    ['projection.region.type', 'enum'],
    ['projection.region.values', regions.join(',')],
    ['projection.accountid.type', 'enum'],
    ['projection.accountid.values', accounts.join(',')],
    ['projection.eventday.type', 'date'],
    ['projection.eventday.format', 'yyyyMMdd'],
    ['projection.eventday.range', `${firstDay},NOW`],
    ['storage.location.template', `${location}${folder}/`],
  ];
  return [
    `CREATE EXTERNAL TABLE ${name} (`,
    tableColumns(columns)
      .map((column) => `  \`${column.name}\` ${column.type}`)
      .join(',\n'),
    ')',
    `PARTITIONED BY (${PARTITION_KEYS.map((column) => `${column.name} ${column.type}`).join(', ')})`,
    'STORED AS PARQUET',
    `LOCATION ${sqlText(location)}`,
    'TBLPROPERTIES (',
    properties.map(([key, value]) => `  '${key}' = ${sqlText(value)}`).join(',\n'),
    ')',
  ].join('\n');
}

/**
 * The statement that asks DuckDB of an export in Parquet: events by day and outcome. Account numbers and days stay texts,
 * because an account may begin with zeros.
 */
export function duckDbStatement(place: string, isOcsf: boolean): string {
  const outcome = isOcsf ? 'status' : 'outcome';
  const files = sqlText(`${place}region=*/*/*/*.parquet`);
  return `SELECT eventDay, ${outcome}, count(*) AS events FROM read_parquet(${files}, hive_partitioning = true, hive_types_autocast = false) GROUP BY ALL ORDER BY ALL;`;
}

/** A text in a statement. */
function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
