import { type ChildProcess, fork } from 'node:child_process';

export type Role = 'model' | 'core' | 'log' | 'checkpoint';

/** One of the benchmark's own processes: told by messages, answers each once. */
export interface RoleProcess {
  ask<T>(message: unknown): Promise<T>;
  end(): Promise<void>;
}

/** Starts this same bundle in another role. */
export function startRole(role: Role): RoleProcess {
  const child = fork(process.argv[1] ?? '', [`role:${role}`], {
    execArgv: profilerOf(role),
    serialization: 'advanced',
  });
  const gone = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`the ${role} process ended with ${code}`))),
  );
  gone.catch(() => undefined);
  return {
    ask: <T>(message: unknown) => Promise.race([asked<T>(child, message), gone]),
    end: () => ended(child),
  };
}

/** `GOALPOST_BENCH_PROFILE=DIR` writes a CPU profile of each core process there. */
function profilerOf(role: Role): string[] {
  const folder = process.env.GOALPOST_BENCH_PROFILE;
  return folder === undefined || role === 'model' ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

function asked<T>(child: ChildProcess, message: unknown): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as T));
    child.send(message as object);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.disconnect();
  });
}

/** The other end: answers each message with what `answer` makes of it, and ends when the benchmark does. */
export function serveRole<Asked>(answer: (message: Asked) => Promise<unknown>): void {
  process.on('message', (message) => void answer(message as Asked).then((value) => process.send?.(value ?? null)));
  process.on('disconnect', () => process.exit(0));
}
