import { InaccessibleFileError } from '../../app/ports/log-file-source';

/** Why the operating system will not let a file be read, by its code. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  EIO: 'the disk gives an error',
};

/** What the system's refusal to let a file be read means; every other error comes back as it is. */
export function fileError(error: unknown, path: string): unknown {
  const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
  return reason === undefined ? error : new InaccessibleFileError(path, reason, { cause: error });
}
