import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../build/root.mjs';
import { type Core, openCore } from '../../electron/core';
import { openWorkspace } from '../../electron/git/git';
import type { Script } from '../../electron/providers/scripted';
import { Contract } from '../../shared/goal/contract';
import type { PlaceChoice } from '../../shared/thread/place';
import { startPtyHost } from '../rigs/ptyHost';

const HOST = join(ROOT, 'out', 'wrapHost.mjs');

/** Two goals of one core in one repository, each with a scripted agent whose only call is a command. */
async function twoGoals() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost apart ü ')));
  const root = join(folder, 'work space');
  makeRepository(root);
  const scripts: Record<string, Script> = {};
  const opened = await openCore({
    dataDir: join(folder, 'data'),
    hostEntry: HOST,
    startPtyHost,
    scripts,
    prices: () => ({}),
    secret: () => undefined,
    withoutSandbox: 'refuse',
    serve: () => Promise.reject(new Error('nobody is served')),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const core = opened.value;
  onTestFinished(async () => {
    await core.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    core,
    root,
    begin: (thread: string, command: string, place: PlaceChoice) => begin(core, scripts, { thread, root, command, place }),
  };
}

interface Goal {
  readonly thread: string;
  readonly root: string;
  readonly command: string;
  readonly place: PlaceChoice;
}

/** Activates a goal and answers once it has its place; it goes on by itself. */
async function begin(core: Core, scripts: Record<string, Script>, goal: Goal): Promise<string> {
  const { thread, root, command, place } = goal;
  scripts[thread] = {
    name: thread,
    label: 'a test',
    steps: [{ id: 's', say: 'I look.', calls: [{ name: 'shell', arguments: { command } }] }],
  };
  const workspace = await openWorkspace(root);
  if (!workspace.ok) throw new Error(workspace.error.message);
  const contract = Contract.parse({
    goalpost: 1,
    outcome: `${thread} has looked`,
    verification: [{ id: 'look', kind: 'command', run: 'true', expect: { exit: 9 } }],
    boundaries: { write: ['.'] },
  });
  const model = { api: 'scripted', script: thread } as const;
  const placed = new Promise<string>((resolve) => {
    core.engine.onEvent(({ thread: of, event }) => {
      if (of === thread && event.type === 'place.made') resolve(event.data.root);
    });
  });
  core.engine.submit(thread, { type: 'thread.open', workspace: workspace.value, model, draft: { by: 'user', contract } });
  core.engine.submit(thread, { type: 'goal.activate', by: 'user', acceptBaseline: true, place });
  core.engine.drive(thread, 'all');
  return placed;
}

/** What the goal's command printed. */
async function said(core: Core, thread: string): Promise<string> {
  await core.engine.settled(thread);
  const events = core.store.events(thread, 0).filter(({ type }) => type === 'tool.finished');
  return (events[0]?.data as { output: string } | undefined)?.output ?? '';
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

/** Waits, inside the sandbox, until the test has told it where to look. */
const LOOK_WHEN_TOLD =
  'echo secret of one > one.txt; until [ -e told ]; do sleep 0.1; done; cat "$(cat told)"; ls "$(cat parent)"; echo looked';

describe('two goals in one repository', () => {
  it('never see each other’s files, also where one’s command began before the other’s worktree was made', async () => {
    const { core, begin, root } = await twoGoals();
    const first = await begin('one', LOOK_WHEN_TOLD, 'worktree');
    const look = `cat '${first}/one.txt' '${first}/a.txt'; ls -A '${first}/..' '${root}'; cat '${root}/a.txt'; echo x > '${first}/planted'; git log --oneline; echo secret of two > two.txt; echo looked`;
    // The first one's command is at work: only then does the second goal begin.
    await until(() => existsSync(join(first, 'one.txt')));
    const second = await begin('two', look, 'worktree');
    const two = await said(core, 'two');
    expect(existsSync(join(second, 'two.txt'))).toBe(true);
    writeFileSync(join(first, 'parent'), join(second, '..', '..'));
    writeFileSync(join(first, 'told'), join(second, 'two.txt'));
    const one = await said(core, 'one');

    expect([one, two].map((output) => output.includes('looked'))).toEqual([true, true]);
    expect(one).not.toContain('secret of two');
    expect(one).not.toMatch(/^work$/m);
    expect(two).not.toContain('secret of one');
    expect(two).toMatch(/start/);
    expect(two).not.toMatch(/^one$|a\.txt$/m);
    expect(existsSync(join(first, 'planted'))).toBe(false);
    expect(existsSync(join(root, 'one.txt')) || existsSync(join(root, 'two.txt'))).toBe(false);
  });

  it('are apart by themselves: the second one, and a folder where one works in place cannot be read from the other’s', async () => {
    const { core, begin, root } = await twoGoals();
    expect(await begin('one', 'echo secret of one > one.txt', 'app')).toBe(root);
    await said(core, 'one');
    const second = await begin('two', `cat '${root}/one.txt'; echo looked`, 'app');
    expect(second).not.toBe(root);
    const two = await said(core, 'two');
    expect([two.includes('looked'), two.includes('secret of one')]).toEqual([true, false]);
    expect(core.engine.state('two')?.place).toMatchObject({
      kind: 'worktree',
      by: 'app',
      why: 'Another goal works in this folder: one has looked.',
    });
  });
});

/** Until a fact on the disk that a sandboxed command makes, which nothing else tells of. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
