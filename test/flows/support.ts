import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/goalpost.mjs', import.meta.url));

/** Long enough for a loaded machine; a process that hangs is then killed, and the test shows what it had said. */
const STUCK_AFTER_MS = 90_000;

/** How often a fact that nothing announces is looked at. */
const LOOK_EVERY_MS = 20;

/** One line of `--json`: an event, the result, or an answer. */
export interface Line {
  readonly type: string;
  readonly seq?: number;
  readonly at?: number;
  readonly thread: string;
  readonly [key: string]: unknown;
}

/** A `goalpost` process that has ended, its output whole. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `goalpost` process under way. */
export interface Goalpost {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** The first line of this type that fits, printed already or yet to come; rejects when the process ends without it. */
  line(type: string, fits?: (line: Line) => boolean): Promise<Line>;
  /** As `| head` does when it has enough. */
  closeOutput(): void;
  signal(signal: NodeJS.Signals): void;
  /** As a terminal does at Ctrl-C: to every process of the group. */
  signalGroup(signal: NodeJS.Signals): void;
}

export type Environment = Readonly<Record<string, string>>;

/** A folder of one test with its data folder and home, and the real program over them. */
export interface FlowPlace {
  readonly root: string;
  readonly data: string;
  readonly home: string;
  /** Starts the program in a process group of its own; `--data` is added. */
  start(args: readonly string[], env?: Environment): Goalpost;
  run(args: readonly string[], env?: Environment): Promise<Ended>;
  /** Ends what still lives of it and removes it. */
  dispose(): void;
}

export function flowPlace(): FlowPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost flöw ')));
  const [data, home] = [join(root, 'data'), join(root, 'home')];
  mkdirSync(home);
  const start = (args: readonly string[], env: Environment = {}) =>
    goalpost([...args, '--data', data], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', HOME: home, GOALPOST_NO_APT: '1', ...env },
    });
  return {
    root,
    data,
    home,
    start,
    run: (args, env) => start(args, env).ended,
    dispose() {
      for (const { pid } of processesOf(root)) process.kill(pid, 'SIGKILL');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function goalpost(args: readonly string[], options: { readonly cwd: string; readonly env: Environment }): Goalpost {
  const child = spawn(process.execPath, [BIN, ...args], { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid;
  if (pid === undefined) throw new Error('goalpost was not started');
  const output = new Output(child);
  return {
    pid,
    ended: output.ended,
    line: (type, fits = () => true) => output.line((line) => line.type === type && fits(line)),
    closeOutput: () => child.stdout?.destroy(),
    signal: (signal) => process.kill(pid, signal),
    signalGroup: (signal) => process.kill(-pid, signal),
  };
}

class Output {
  readonly ended: Promise<Ended>;
  #stdout = '';
  #stderr = '';
  #over = false;
  readonly #waiting = new Set<() => void>();

  constructor(child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      this.#stdout += piece;
      this.#tell();
    });
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      this.#stderr += piece;
    });
    const stuck = setTimeout(() => child.kill('SIGKILL'), STUCK_AFTER_MS);
    this.ended = new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        clearTimeout(stuck);
        this.#over = true;
        this.#tell();
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
  }

  line(fits: (line: Line) => boolean): Promise<Line> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = linesOf(this.#stdout).find(fits);
        if (!found && !this.#over) return;
        this.#waiting.delete(look);
        if (found) resolve(found);
        else reject(new Error(`goalpost ended without that line:\n${this.#stdout.slice(-2_000)}\n${this.#stderr}`));
      };
      this.#waiting.add(look);
      look();
    });
  }

  #tell(): void {
    for (const look of [...this.#waiting]) look();
  }
}

/** Every whole line of `--json`; throws at one that is not JSON. */
export function linesOf(stdout: string): readonly Line[] {
  const whole = stdout.slice(0, stdout.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** A living process and its command line. */
export interface LivingProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every living process that names the folder: in its command line, its environment or as its working folder. */
export function processesOf(folder: string): readonly LivingProcess[] {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid);
  return pids.flatMap((pid) => {
    const command = readOrNothing(`/proc/${pid}/cmdline`);
    return `${command}\0${readOrNothing(`/proc/${pid}/environ`)}`.includes(folder)
      ? [{ pid, command: command.replaceAll('\0', ' ').trim() }]
      : [];
  });
}

/** A process may end between the listing and the reading. */
function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Resolves when the fact holds; a fact that never does is the test's own time limit to tell. */
export async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
