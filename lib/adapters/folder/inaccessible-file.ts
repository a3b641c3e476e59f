import { InaccessibleFileError } from '../../app/ports/log-file-source';

/** Why the operating system refuses to read a file, by the code of the error. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
  ELOOP: 'it is a link that leads back to itself',
};

/** Translates the system's refusal to read a file. Returns every other error unchanged. */
export function fileError(error: unknown, path: string): unknown {
  const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
  return reason === undefined ? error : new InaccessibleFileError(path, reason, { cause: error });
}
