import { err, ok, type Result } from '../../shared/kernel/result';

/** Why git could not do what was asked. `message` is a sentence with the cause and, where there is one, the remedy. */
export interface GitError {
  readonly code: 'not_a_repository' | 'refused' | 'git_failed';
  readonly message: string;
}

/** How failure travels inside this room: thrown here, and turned into a value by the door, so that no step has to hand it on. */
export class GitFailure extends Error {
  readonly error: GitError;

  constructor(code: GitError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'GitFailure';
    this.error = { code, message };
  }
}

/** The door's side of {@link GitFailure}: what git or the disk refused is a value, anything else is a bug and is thrown on. */
export async function answered<T>(work: () => Promise<T>): Promise<Result<T, GitError>> {
  try {
    return ok(await work());
  } catch (thrown) {
    if (thrown instanceof GitFailure) return err(thrown.error);
    if (errnoOf(thrown) === undefined) throw thrown;
    return err({ code: 'git_failed', message: `The disk refused: ${(thrown as Error).message}.` });
  }
}

/** The system's code of a failed file operation, such as `ENOENT`; undefined for any other thrown value. */
export function errnoOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'errno' in thrown && 'code' in thrown ? String(thrown.code) : undefined;
}
