/** The rows of a Parquet file, as another library reads them. */
export async function parquetRows(bytes: Buffer): Promise<readonly Record<string, unknown>[]> {
  const { parquetReadObjects } = await import('hyparquet');
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return parquetReadObjects({ file });
}
