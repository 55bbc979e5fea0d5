import { setTimeout as delay } from 'node:timers/promises';
import { commandProcesses, processTree, signalAll } from './processTree';

/** Long enough for a server to close its files, short enough for a person who pressed stop. */
export const TERM_GRACE_MS = 2_000;

/** After KILL the kernel needs a moment to take a tree down; one that survives this hangs in the kernel. */
const KILL_PATIENCE_MS = 5_000;

/** How often the tree is looked at meanwhile. */
const LOOK_EVERY_MS = 15;

/**
 * Ends the tree under `root`: TERM for the command's own processes, which are woken if they were stopped, then KILL for all.
 * Resolves when nothing of it lives and `exited` has resolved.
 */
export async function endTree(root: number, exited: Promise<unknown>): Promise<void> {
  const tree = processTree(root);
  const command = commandProcesses(tree);
  signalAll(command.length > 0 ? command : tree, 'SIGTERM');
  signalAll(tree, 'SIGCONT');
  if (!(await emptiesWithin(root, TERM_GRACE_MS))) await killTree(root);
  await exited;
}

/** KILL for the whole tree at once; resolves when nothing of it lives. `spare` are processes that may go on. */
export async function killTree(root: number, spare: ReadonlySet<number> = new Set()): Promise<void> {
  const deadline = performance.now() + KILL_PATIENCE_MS;
  while (performance.now() < deadline) {
    const tree = processTree(root).filter(({ pid }) => !spare.has(pid));
    if (tree.length === 0) return;
    signalAll(tree, 'SIGKILL');
    await delay(LOOK_EVERY_MS);
  }
}

async function emptiesWithin(root: number, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    if (processTree(root).length === 0) return true;
    await delay(LOOK_EVERY_MS);
  }
  return false;
}
