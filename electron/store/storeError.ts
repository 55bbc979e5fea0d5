/** Why the store could not do what was asked: `message` is a sentence with the cause and, where there is one, the remedy. */
export interface StoreError {
  readonly code: 'newer_schema' | 'damaged' | 'full' | 'locked' | 'conflict' | 'missing' | 'failed';
  readonly message: string;
}

/** Thrown by the store's methods that answer no `Result`: the disk failed them in mid-work, so the caller cannot go on either. */
export class StoreFailure extends Error {
  readonly error: StoreError;

  constructor(error: StoreError, cause?: unknown) {
    super(error.message, { cause });
    this.name = 'StoreFailure';
    this.error = error;
  }
}

/** What a thrown value of libsql or of `fs` means for `file`. A value that is neither is a bug and is thrown on. */
export function storeErrorFrom(thrown: unknown, file: string): StoreError {
  if (thrown instanceof StoreFailure) return thrown.error;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined;
  if (!(thrown instanceof Error) || code === undefined) throw thrown;
  const detail = thrown.message;
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { code: 'damaged', message: damagedMessage(file, detail) };
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT|EFBIG)/.test(code))
    return {
      code: 'full',
      message: `The disk is full: ${file} could not grow. Free some space and try again; what was acknowledged before is safe.`,
    };
  if (/^SQLITE_(BUSY|LOCKED)/.test(code))
    return { code: 'locked', message: `Another process is writing ${file}. Close it, or wait until it is done, and try again.` };
  // SQLite tells a quota or a file-size limit as an I/O error of a write.
  if (/^SQLITE_IOERR/.test(code))
    return {
      code: 'failed',
      message: `${file} could not be read or written (${detail}): the disk fails, or a quota or file-size limit is reached. See to it and try again; what was acknowledged before is safe.`,
    };
  if (code === 'ENOENT') return { code: 'missing', message: `${file} is not there (${detail}).` };
  return {
    code: 'failed',
    message: `${file} could not be used: ${detail}. See that its folder exists, is writable and is on a local disk.`,
  };
}

/** The sentence for stored data that cannot be read back as it was written. */
export function damagedMessage(file: string, detail: string): string {
  // SQLite's own check answers in several lines, with a headline.
  const words = detail.replace(/^\*\*\* .* \*\*\*\s*/, '').replace(/\s*\n\s*/g, '; ');
  return `${file} is damaged (${words}). Nothing was changed in it: move it aside or restore it from a backup.`;
}
