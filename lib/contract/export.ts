/** What the fields of an exported event are: this project's, or those of the Open Cybersecurity Schema Framework. */
export const EXPORT_SCHEMAS = ['event', 'ocsf'] as const;
export type ExportSchema = (typeof EXPORT_SCHEMAS)[number];

/** The folder of what an export says of itself. Athena, Spark and Hive pass over names that begin so. */
export const OWN_FOLDER = '_ssm-audit';

/** The folder of work in hand: what is in it is of no use to anybody else. */
export const WORK_FOLDER = `${OWN_FOLDER}/work`;
