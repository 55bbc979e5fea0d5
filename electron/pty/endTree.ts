import { setTimeout as delay } from 'node:timers/promises';
import { commandProcesses, hasBuilder, type ProcessInfo, processTree, signalAll, standsStill } from './processTree';

/** Long enough for a server to close its files, short enough for a person who pressed stop. */
export const TERM_GRACE_MS = 2_000;

/** After KILL the kernel needs a moment to take a tree down; one that survives this hangs in the kernel. */
const KILL_PATIENCE_MS = 5_000;

/** How often the tree is looked at meanwhile. */
const LOOK_EVERY_MS = 15;

/** What builds the sandbox hands on the last output and ends with the command; longer than this it has missed the end and never will. */
const BUILDER_GRACE_MS = 150;

/** A machine under load may take this long to let a stopped process be seen as such. */
const FREEZE_PATIENCE_MS = 2_000;

/**
 * Ends the tree under `root`: TERM for the command's own processes, which are woken if they were stopped, then KILL for all.
 * While the sandbox is still being built round the command there is nobody to be asked nicely: what is not a builder yet may become
 * one before the signal reaches it, and a builder that dies alone leaves the command behind. So unless the command is seen inside
 * its sandbox, the tree is made to stand still before it is judged.
 * Resolves when nothing of it lives and `exited` has resolved.
 */
export async function endTree(root: number, exited: Promise<unknown>): Promise<void> {
  const seen = processTree(root);
  const inside = hasBuilder(seen) && commandProcesses(seen).length > 0;
  const command = inside ? commandProcesses(seen) : commandProcesses(await freezeTree(root));
  signalAll(command, 'SIGTERM');
  if (command.length === 0 || !(await emptiesWithin(root, TERM_GRACE_MS))) await killTree(root);
  await exited;
}

/**
 * KILL for the whole tree; resolves when nothing of it lives. `spare` are processes that may go on. The tree is stopped first: a
 * child that is forked while its parent is being killed would otherwise leave the tree unseen.
 */
export async function killTree(root: number, spare: ReadonlySet<number> = new Set()): Promise<void> {
  const deadline = performance.now() + KILL_PATIENCE_MS;
  await freezeTree(root, spare);
  while (performance.now() < deadline) {
    const tree = processTree(root).filter(({ pid }) => !spare.has(pid));
    if (tree.length === 0) return;
    signalAll(tree, 'SIGKILL');
    await delay(LOOK_EVERY_MS);
  }
}

/** Stops the whole tree, builders included, and answers with it once two looks in a row found it still, or patience is over. */
async function freezeTree(root: number, spare: ReadonlySet<number> = new Set()): Promise<readonly ProcessInfo[]> {
  const deadline = performance.now() + FREEZE_PATIENCE_MS;
  let before: readonly ProcessInfo[] | undefined;
  for (;;) {
    const tree = processTree(root).filter(({ pid }) => !spare.has(pid));
    if (standsStill(tree, before) || performance.now() >= deadline) return tree;
    signalAll(tree, 'SIGSTOP');
    before = tree;
    await delay(1);
  }
}

/** Wakes the tree and watches it end. Builders whose command has gone are not waited for long. */
async function emptiesWithin(root: number, ms: number): Promise<boolean> {
  const start = performance.now();
  let commandSeen = start;
  for (let now = start; now - start < ms && now - commandSeen < BUILDER_GRACE_MS; now = performance.now()) {
    const tree = processTree(root);
    if (tree.length === 0) return true;
    if (commandProcesses(tree).length > 0) commandSeen = performance.now();
    signalAll(
      tree.filter(({ state }) => state === 'stopped'),
      'SIGCONT',
    );
    await delay(LOOK_EVERY_MS);
  }
  return false;
}
