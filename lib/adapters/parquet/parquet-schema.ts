import { type Columns, isList, isPlain, type Shape } from '../../core/export/shape';
import type { SchemaElement } from './parquet-library';

type Plain = Extract<Shape, string>;

const UTF8 = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;

/** How a plain value stands in a file ("Parquet format": logical types). JSON is text, which every reader of SQL knows. */
const PLAIN: Readonly<Record<Plain, Pick<SchemaElement, 'type' | 'converted_type' | 'logical_type'>>> = {
  text: UTF8,
  json: UTF8,
  boolean: { type: 'BOOLEAN' },
  integer: { type: 'INT32' },
  count: { type: 'INT64' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** Columns as the schema of a file: the root, and each element before its parts. */
export function parquetSchema(columns: Columns): SchemaElement[] {
  return [{ name: 'event', num_children: Object.keys(columns).length }, ...membersOf(columns)];
}

function membersOf(columns: Columns): SchemaElement[] {
  return Object.entries(columns).flatMap(([name, shape]) => elementsOf(name, shape));
}

function elementsOf(name: string, shape: Shape): SchemaElement[] {
  const element = { name, repetition_type: 'OPTIONAL' } as const;
  if (isPlain(shape)) return [{ ...element, ...PLAIN[shape] }];
  if (!isList(shape)) {
    return [{ ...element, num_children: Object.keys(shape.members).length }, ...membersOf(shape.members)];
  }
  return [
    { ...element, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    ...elementsOf('element', shape.items),
  ];
}
