import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Core, type CoreError, type CoreOptions, openCore } from '../../electron/core';
import { openWorkspace } from '../../electron/git/git';
import type { Script } from '../../electron/providers/scripted';
import { Contract } from '../../shared/goal/contract';
import type { Result } from '../../shared/kernel/result';
import type { ThreadState } from '../../shared/thread/state';
import { startPtyHost } from '../rigs/ptyHost';

const HOST = fileURLToPath(new URL('../../out/wrapHost.mjs', import.meta.url));

/** The real core over a small repository of its own, both gone with the test. */
export interface LawCore {
  readonly core: Result<Core, CoreError>;
  readonly dataDir: string;
  readonly workspace: string;
  /** A goal whose check is `run` and whose agent runs `shell`, a command a step: the thread once nothing is owed any more. */
  pursue(goal: { readonly run: string; readonly shell: string | readonly string[] }): Promise<ThreadState>;
}

export async function openLawCore(
  options: Partial<Pick<CoreOptions, 'hostEntry' | 'startPtyHost' | 'withoutSandbox'>>,
): Promise<LawCore> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost law ü ')));
  const [dataDir, workspace] = [join(folder, 'data'), join(folder, 'work space')];
  makeRepository(workspace);
  const scripts: Record<string, Script> = {};
  const core = await openCore({
    dataDir,
    hostEntry: HOST,
    startPtyHost,
    scripts,
    prices: () => ({}),
    secret: () => process.env.OPENAI_API_KEY,
    withoutSandbox: 'refuse',
    serve: () => Promise.reject(new Error('nobody is served')),
    ...options,
  });
  onTestFinished(async () => {
    if (core.ok) await core.value.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  const pursue: LawCore['pursue'] = async ({ run, shell }) => {
    if (!core.ok) throw new Error(core.error.message);
    scripts.law = {
      name: 'law',
      label: 'a test',
      steps: [shell].flat().map((command, index) => ({
        id: `s${index}`,
        say: 'I look.',
        calls: [{ name: 'shell', arguments: { command } }],
      })),
    };
    return pursueGoal(core.value, workspace, run);
  };
  return { core, dataDir, workspace, pursue };
}

async function pursueGoal({ engine }: Core, root: string, run: string): Promise<ThreadState> {
  const workspace = await openWorkspace(root);
  if (!workspace.ok) throw new Error(workspace.error.message);
  const contract = Contract.parse({
    goalpost: 1,
    outcome: 'the command has been looked at',
    verification: [{ id: 'look', kind: 'command', run, expect: { exit: 9 } }],
    boundaries: { write: ['.'] },
  });
  engine.submit('law', { type: 'thread.open', workspace: workspace.value, model: { api: 'scripted', script: 'law' } });
  engine.submit('law', { type: 'goal.draft', by: 'user', contract });
  engine.submit('law', { type: 'goal.activate', by: 'user', acceptBaseline: true });
  engine.drive('law', 'all');
  await engine.settled('law');
  const state = engine.state('law');
  if (!state) throw new Error('the thread is gone');
  return state;
}

function makeRepository(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.txt'), 'one\n');
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], { cwd: folder, stdio: 'ignore' });
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-qm', 'start');
}

/** Files below the folder that hold these bytes. */
export function filesWith(folder: string, bytes: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length === 0) throw new Error(`there is no file below ${folder}`);
  return files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => readFileSync(path).includes(bytes));
}
