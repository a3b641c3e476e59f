/** The library that writes Parquet: an ES module, loaded when the first file is made. */
export const loadParquetLibrary = () => import('hyparquet-writer');

type Library = Awaited<ReturnType<typeof loadParquetLibrary>>;

/** What the library writes a file with, and collects bytes in. */
export type ParquetWriter = InstanceType<Library['ParquetWriter']>;
export type ByteWriter = InstanceType<Library['ByteWriter']>;

/** An element of a file's schema. */
export type SchemaElement = ConstructorParameters<Library['ParquetWriter']>[0]['schema'][number];
