import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A living process; `group` and `session` are those of job control (`session` is 0 where the system does not tell). */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly name: string;
  readonly state: 'alive' | 'stopped' | 'zombie';
}

/**
 * A stopped process is seen as such within microseconds, unless it waits for a disk: we block our own thread no longer than this for
 * one. But on a machine under load a single look may take as long, and what was forked since is in the next one only. So many are
 * taken in any case: more than a sandbox has generations of processes while it is being built.
 */
const STOP_PATIENCE_MS = 50;
const LEAST_LOOKS = 20;

/**
 * A root process with all its descendants, parents first, and what left the tree but stayed in the root's session or group.
 * The root is the leader of both: it was started with setsid. Empty when everything is gone.
 */
export function processTree(root: number): readonly ProcessInfo[] {
  const all = listProcesses().filter(({ state }) => state !== 'zombie');
  const children = new Map<number, ProcessInfo[]>();
  for (const process of all) children.set(process.parent, [...(children.get(process.parent) ?? []), process]);
  const tree = new Map<number, ProcessInfo>();
  const visit = (process: ProcessInfo): void => {
    if (tree.has(process.pid)) return;
    tree.set(process.pid, process);
    for (const child of children.get(process.pid) ?? []) visit(child);
  };
  for (const process of all) if (process.pid === root) visit(process);
  for (const process of all) if (process.session === root || process.group === root) visit(process);
  return [...tree.values()];
}

/** Sends a signal to each; one that is gone already is passed over. */
export function signalAll(processes: readonly ProcessInfo[], signal: NodeJS.Signals): void {
  for (const { pid } of processes) signalOne(pid, signal);
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'ESRCH' && code !== 'EPERM') throw cause;
  }
}

/**
 * SIGSTOP for the command's processes, again until all of them stand still: stopping races with forking, and takes a moment.
 * What builds the sandbox is left alone, unless the command has not begun yet: then the whole tree is stopped.
 */
export function stopTree(root: number): void {
  const deadline = performance.now() + STOP_PATIENCE_MS;
  let before: readonly ProcessInfo[] | undefined;
  for (let looks = 0; looks < LEAST_LOOKS || performance.now() < deadline; looks += 1) {
    const tree = processTree(root);
    const command = commandProcesses(tree);
    const asked = command.length > 0 ? command : tree;
    if (standsStill(asked, before)) return;
    signalAll(asked, 'SIGSTOP');
    before = asked;
    pauseThread(1);
  }
}

/**
 * Whether nothing of a tree moves, judged by two looks at it. One look is not enough: /proc is not read at one instant, so a
 * process may fork after the list was made and be seen stopped, and its child is in the next list only.
 */
export function standsStill(now: readonly ProcessInfo[], before: readonly ProcessInfo[] | undefined): boolean {
  if (now.some(({ state }) => state !== 'stopped')) return false;
  if (now.length === 0) return true;
  const known = new Set(before?.filter(({ state }) => state === 'stopped').map(({ pid }) => pid));
  return now.every(({ pid }) => known.has(pid));
}

/** Sleeps without returning to the event loop, so that nothing of ours comes in between. */
function pauseThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

export function continueTree(root: number): void {
  signalAll(processTree(root), 'SIGCONT');
}

/** What builds the sandbox round a command; killing one of these takes the command with it at once. */
const BUILDERS = new Set(['bwrap', 'apply-seccomp']);

/** Whether a sandbox stands, or is being built, in a tree. */
export function hasBuilder(tree: readonly ProcessInfo[]): boolean {
  return tree.some(({ name }) => BUILDERS.has(name));
}

/** The processes of the command itself: the tree without the builders and what stands above them. */
export function commandProcesses(tree: readonly ProcessInfo[]): readonly ProcessInfo[] {
  const byPid = new Map(tree.map((process) => [process.pid, process]));
  const outer = new Set<number>();
  for (const builder of tree.filter(({ name }) => BUILDERS.has(name))) {
    for (let at: ProcessInfo | undefined = builder; at && !outer.has(at.pid); at = byPid.get(at.parent)) outer.add(at.pid);
  }
  return tree.filter(({ pid }) => !outer.has(pid));
}

function listProcesses(): readonly ProcessInfo[] {
  return process.platform === 'linux' ? listFromProc() : listFromPs();
}

function listFromProc(): readonly ProcessInfo[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readStat(Number(name)) : []));
}

/** `pid (name) state ppid pgrp session …`; the name may hold anything, so the last parenthesis ends it. */
function readStat(pid: number): readonly ProcessInfo[] {
  const stat = readOrNothing(`/proc/${pid}/stat`);
  const [open, close] = [stat.indexOf('('), stat.lastIndexOf(')')];
  if (open < 0 || close < 0) return [];
  const [state, parent, group, session] = stat.slice(close + 2).split(' ');
  const numbers = { parent: Number(parent), group: Number(group), session: Number(session) };
  return [{ pid, ...numbers, name: stat.slice(open + 1, close), state: stateOf(state) }];
}

/** The letter of /proc and of ps. */
function stateOf(letter = ''): ProcessInfo['state'] {
  if (/^[ZX]/.test(letter)) return 'zombie';
  return /^[Tt]/.test(letter) ? 'stopped' : 'alive';
}

/** Whether a process lives; one that has ended and only waits to be collected does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return readStat(pid).some(({ state }) => state !== 'zombie');
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A process may end between the listing and the reading. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function listFromPs(): readonly ProcessInfo[] {
  const table = execFileSync('/bin/ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,comm='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    if (!match) return [];
    const [, pid, parent, group, state = '', name = ''] = match;
    const numbers = { pid: Number(pid), parent: Number(parent), group: Number(group), session: 0 };
    return [{ ...numbers, name: name.split('/').at(-1) ?? name, state: stateOf(state) }];
  });
}
