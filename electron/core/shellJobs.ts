import { commandProcesses, type ProcessInfo, processTree, signalAll } from '../pty/processTree';

/**
 * The names of what runs in an interactive shell, in the foreground or not; `pid` is what was started on the terminal: the sandbox
 * with the shell inside, or what stands round a bare one.
 */
export function shellJobs(pid: number, { bare }: { readonly bare: boolean }): readonly string[] {
  const tree = processTree(pid);
  const shell = shellIn(tree, pid, bare);
  return shell === undefined ? [] : below(tree, shell).map(({ name }) => name);
}

/** Tells an interactive shell that its terminal is gone: it ends at that, and passes it on, where it would ignore a SIGTERM. */
export function hangUp(pid: number, { bare }: { readonly bare: boolean }): void {
  const tree = processTree(pid);
  const shell = shellIn(tree, pid, bare);
  signalAll(
    tree.filter((process) => process.pid === shell),
    'SIGHUP',
  );
}

/** Inside the sandbox it leads the terminal's session; on macOS everything in front of it has become it. */
function shellIn(tree: readonly ProcessInfo[], pid: number, bare: boolean): number | undefined {
  if (bare) return tree.find(({ parent }) => parent === pid)?.pid;
  return commandProcesses(tree).find((process) => process.session === process.pid)?.pid ?? pid;
}

function below(tree: readonly ProcessInfo[], top: number): readonly ProcessInfo[] {
  const children = tree.filter(({ parent }) => parent === top);
  return children.flatMap((child) => [child, ...below(tree, child.pid)]);
}
