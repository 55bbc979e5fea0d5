import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandLimits, LimitGroup } from './command';
import { shellQuote } from './innerCommand';

/** Our folders among the machine's control groups begin with this, and then have the process id of their wrap host. */
const PREFIX = 'goalpost-';

const MOUNT = '/sys/fs/cgroup';

/** How a control group of one kind is found, limited, and asked what met its limits. */
interface Controller {
  readonly parents: readonly string[];
  readonly set: (limits: CommandLimits) => readonly (readonly [file: string, value: string])[];
  /** Where the system has them; without them the limit holds all the same. */
  readonly extra: (limits: CommandLimits) => readonly (readonly [file: string, value: string])[];
  readonly counts: readonly { readonly limit: 'processes' | 'memory'; readonly file: string; readonly key: string }[];
}

const bytes = ({ memoryMb }: CommandLimits): string => `${memoryMb * 1024 * 1024}`;
const PROCESSES = { limit: 'processes', file: 'pids.events', key: 'max' } as const;

/**
 * One control group per command, where the system lets us make them: as root, or below a folder that was handed to the user. The
 * kernel then holds the limits of processes and memory; elsewhere whoever runs the command watches its tree.
 */
export class CommandGroups {
  #made = 0;
  #usable: readonly { readonly parent: string; readonly controller: Controller }[] | undefined;
  readonly #folders = new Set<string>();

  make(limits: CommandLimits): readonly LimitGroup[] {
    if (process.platform !== 'linux') return [];
    this.#usable ??= usable();
    this.#made += 1;
    return this.#usable.flatMap(({ parent, controller }) => {
      const folder = join(parent, `${PREFIX}${process.pid}-${this.#made}`);
      if (!limited(folder, controller, limits)) return [];
      this.#folders.add(folder);
      const counts = controller.counts.map(({ limit, file, key }) => ({ limit, events: join(folder, file), key }));
      return [{ folder, counts }];
    });
  }

  /** Those in which nothing lives any more; the rest is left to the next who looks. */
  removeAll(): void {
    for (const folder of this.#folders) remove(folder);
  }
}

/** For the shell that becomes the command, which must not run without its limits. The words are a builder's (`startFailure.ts`). */
export const joined = ({ folder }: LimitGroup): string =>
  `echo $$ >${shellQuote(join(folder, 'cgroup.procs'))} || { echo "bwrap: its limits could not be set; try it again" >&2; exit 125; }`;

function usable() {
  return controllers().flatMap((controller) => {
    const parent = controller.parents.find((folder) => admits(folder, controller));
    return parent === undefined ? [] : [{ parent, controller }];
  });
}

/** Tried with a process, since the rights to a group's files and to what it may take in are two things. */
function admits(parent: string, controller: Controller): boolean {
  for (const name of left(parent)) remove(join(parent, name));
  const folder = join(parent, `${PREFIX}${process.pid}-0`);
  const enough: CommandLimits = { processes: 64, memoryMb: 256, fileMb: 1 };
  const admitted =
    limited(folder, controller, enough) &&
    spawnSync('/bin/sh', ['-c', `echo $$ >${shellQuote(join(folder, 'cgroup.procs'))}`], { stdio: 'ignore' }).status === 0;
  remove(folder);
  return admitted;
}

/**
 * Groups of wrap hosts that were killed. One of a host that lives may be empty because its command has not joined it yet; one in which
 * something lives is not removed by this.
 */
function left(parent: string): readonly string[] {
  try {
    return readdirSync(parent).filter((name) => name.startsWith(PREFIX) && !isRunning(hostOf(name)));
  } catch {
    return [];
  }
}

const hostOf = (name: string): number => Number(name.slice(PREFIX.length).split('-', 1)[0]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Somebody else's: it lives.
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function limited(folder: string, controller: Controller, limits: CommandLimits): boolean {
  try {
    mkdirSync(folder);
    for (const [file, value] of controller.set(limits)) write(join(folder, file), value);
  } catch {
    remove(folder);
    return false;
  }
  for (const [file, value] of controller.extra(limits)) {
    try {
      write(join(folder, file), value);
    } catch {
      // This kernel does not count swap, or does not end groups as one.
    }
  }
  return true;
}

/** Never makes a file: what looks like a control group may be a plain folder. */
function write(file: string, value: string): void {
  writeFileSync(file, value, { flag: 'r+' });
}

function remove(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not there, or something lives in it.
  }
}

/** By the lines of /proc/self/cgroup: `0::/path` is of the one hierarchy of version 2, `4:memory:/path` of one of version 1. */
function controllers(): readonly Controller[] {
  const lines = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  const own = lines.map((line) => line.split(':') as [string, string, string]);
  return own.flatMap(([, names, path]): readonly Controller[] => {
    const kinds = names.split(',');
    if (names === '') return [unified(path)];
    return [...(kinds.includes('pids') ? [pids(names, path)] : []), ...(kinds.includes('memory') ? [memory(names, path)] : [])];
  });
}

function unified(path: string): Controller {
  const own = join(MOUNT, path);
  return {
    // A group that holds processes cannot limit groups below it, so ours mostly stands beside the app's own.
    parents: [own, dirname(own)].filter((folder) => folder.startsWith(MOUNT)),
    set: (limits) => [
      ['pids.max', `${limits.processes}`],
      ['memory.max', bytes(limits)],
    ],
    extra: () => [
      ['memory.swap.max', '0'],
      ['memory.oom.group', '1'],
    ],
    counts: [PROCESSES, { limit: 'memory', file: 'memory.events', key: 'oom_kill' }],
  };
}

function pids(names: string, path: string): Controller {
  const set: Controller['set'] = ({ processes }) => [['pids.max', `${processes}`]];
  return { parents: parentsIn(names, path), set, extra: () => [], counts: [PROCESSES] };
}

function memory(names: string, path: string): Controller {
  return {
    parents: parentsIn(names, path),
    set: (limits) => [['memory.limit_in_bytes', bytes(limits)]],
    extra: (limits) => [['memory.memsw.limit_in_bytes', bytes(limits)]],
    counts: [{ limit: 'memory', file: 'memory.oom_control', key: 'oom_kill' }],
  };
}

/** Within a container its own group may be what is mounted. */
const parentsIn = (names: string, path: string): readonly string[] => [join(MOUNT, names, path), join(MOUNT, names)];
