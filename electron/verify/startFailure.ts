import type { CheckRun, Verdict } from '../../shared/evidence/record';

type Broken = Extract<Verdict, { verdict: 'broken' }>;

/** POSIX shells exit 127 where a command was not found and 126 where it could not be executed; their own words tell these from a program's exit. */
const NOT_FOUND = /(?:command not found|not found|No such file or directory)\s*$/;
const NOT_EXECUTABLE = /(?:Permission denied|cannot execute|[Ii]s a directory|Exec format error)/;

/** Whether a run ended because the shell could not start what the check names; `stderr` is its bounded text. */
export function startFailure(run: CheckRun, expected: number, stderr: string): Broken | undefined {
  if (run.exit === expected || (run.exit !== 126 && run.exit !== 127)) return undefined;
  const pattern = run.exit === 127 ? NOT_FOUND : NOT_EXECUTABLE;
  const line = stderr.split('\n').find((candidate) => pattern.test(candidate));
  return line === undefined ? undefined : { verdict: 'broken', reason: 'not_found', message: `exit ${run.exit}: ${line.trim()}` };
}
