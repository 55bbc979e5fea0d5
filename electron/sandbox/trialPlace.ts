import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Boundaries } from '../../shared/goal/contract';
import { commandEnvironment } from './environment';
import { agentPolicy, type PolicyPlace } from './policy';
import type { CommandOrder, Sandbox, WrappedCommand } from './sandbox';

/** The built wrap host; vitest's global set-up builds it. */
export const HOST_ENTRY = fileURLToPath(new URL('../../out/wrapHost.mjs', import.meta.url));

/** For tests: a git workspace, a home, a data folder and a temporary folder of their own. */
export interface TrialPlace extends PolicyPlace {
  readonly root: string;
  readonly neutralDir: string;
  dispose(): void;
}

/** `inside` puts the workspace there, relative to the place's root; it may hold any character. */
export function trialPlace(inside = 'work space'): TrialPlace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-sandbox-')));
  const [workspace, home, dataDir] = [join(root, inside), join(root, 'home'), join(root, 'data')];
  const [temp, neutralDir] = [join(dataDir, 'temp', 'goal'), join(dataDir, 'neutral')];
  for (const folder of [workspace, home, temp, neutralDir]) mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q', workspace]);
  const gitDir = join(workspace, '.git');
  const dispose = () => rmSync(root, { recursive: true, force: true });
  return { root, workspace, gitDir, commonDir: gitDir, temp, home, dataDir, neutralDir, dispose };
}

/** An agent's command in the place, with the given boundaries; the rest of the order may be replaced. */
export async function trialOrder(
  place: TrialPlace,
  command: string,
  boundaries: Partial<Boundaries> = {},
  replaced: Partial<CommandOrder> = {},
): Promise<CommandOrder> {
  const policy = await agentPolicy(place, Boundaries.parse(boundaries));
  const env = commandEnvironment({ temp: place.temp, home: place.home, terminal: false });
  return { id: 'trial', command, cwd: place.workspace, policy, env, terminal: false, ...replaced };
}

/** The wrapped order; an error of the sandbox is thrown. */
export async function wrapped(sandbox: Sandbox, order: CommandOrder): Promise<WrappedCommand> {
  const result = await sandbox.wrap(order, new AbortController().signal);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export interface TrialResult {
  readonly exit: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a wrapped command to its end and answers with what it printed. */
export function outcome({ file, args, cwd, env }: WrappedCommand): Promise<TrialResult> {
  return new Promise((resolve) => {
    const child = execFile(file, [...args], { cwd, env: { ...env }, maxBuffer: 1 << 26 }, (cause, stdout, stderr) => {
      resolve({ exit: cause ? (cause.code ?? cause.signal ?? 'unknown') : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

/** Every path below a folder, sorted, folders with a trailing slash. */
export function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => `${join(entry.parentPath, entry.name)}${entry.isDirectory() ? '/' : ''}`)
    .sort();
}
