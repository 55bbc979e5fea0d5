import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Contract } from '../../shared/goal/contract';
import { newThread, type ThreadState } from '../../shared/thread/state';
import { attachCheckRig, type CheckRig, processesWith } from '../../test/rigs/checkRig';
import * as git from '../git/git';
import { permissionRules } from './permissionRules';
import { threadPlaces } from './threadPlaces';
import { TriedChecks } from './triedChecks';

const rig = attachCheckRig();
const NEVER = new AbortController().signal;

async function tries(on: CheckRig = rig.current(), working: { title?: string } = {}) {
  const dataDir = realpathSync(await mkdtemp(join(tmpdir(), 'goalpost tries-')));
  const place = threadPlaces({ dataDir, home: join(dataDir, 'home'), rules: permissionRules(dataDir) });
  const made = new TriedChecks({ dataDir, place, verifier: on.verifier(), git, atWork: () => working.title });
  const opened = await git.openWorkspace(on.root);
  if (!opened.ok) throw new Error(opened.error.message);
  const workspace = opened.value;
  const order = (check: Record<string, unknown>, over: Record<string, unknown> = {}) => {
    const proof = { id: 'c', kind: 'command', ...check };
    const boundaries = { write: ['src/', 'made/'] };
    const contract = Contract.parse({
      goalpost: 1,
      outcome: 'green',
      verification: [proof],
      boundaries,
      protect: ['test/'],
      ...over,
    });
    return { ticket: crypto.randomUUID(), workspace, of: undefined as ThreadState | undefined, contract, check: 'c' };
  };
  return { made, order, workspace, dataDir, threads: () => readdirSync(join(dataDir, 'threads')) };
}

/** A commit of another time: git knows whole seconds only. */
function longAgo(): string {
  vi.stubEnv('GIT_COMMITTER_DATE', '2001-01-01T00:00:00Z');
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@t'];
  const commit = rig
    .current()
    .git(...who, 'commit-tree', 'HEAD^{tree}', '-m', 'old')
    .trim();
  vi.unstubAllEnvs();
  return commit;
}

describe('a check that is tried', () => {
  it('runs in the sandbox on the files as they are, and leaves no ref, no folder and no thread', async () => {
    const { current } = rig;
    await current().put('src/app.js', 'changed, not committed\n');
    const { made, order, threads } = await tries();
    const metric = { from: 'stdout', pattern: 'p95 (?<value>\\d+)', target: '< 120', unit: 'ms' };
    const run = 'cat src/app.js; echo p95 135; echo more > /etc/passwd; echo done';
    const tried = await made.run(order({ run, metric }), NEVER);
    expect(tried).toMatchObject({
      ok: true,
      value: {
        wrote: [],
        report: {
          verdict: { verdict: 'fail', reason: 'metric_target' },
          sandbox: 'enforced',
          metric: { value: 135, holds: false },
        },
      },
    });
    expect(tried.ok && tried.value.report.excerpt).toContain('changed, not committed');
    expect(current().git('for-each-ref', 'refs/goalpost')).toBe('');
    expect(existsSync(join(current().root, 'made'))).toBe(false);
    expect(threads()).toEqual([]);
  });

  it('removes what one that was killed with the app left of its own', async () => {
    const { made, order, threads, dataDir } = await tries();
    mkdirSync(join(dataDir, 'threads', 'try-gone'), { recursive: true });
    mkdirSync(join(dataDir, 'threads', 'kept'));
    await made.run(order({ run: 'true' }), NEVER);
    expect(threads()).toEqual(['kept']);
  });

  it('tells what it wrote: what it may keep, and what was put back', async () => {
    const { made, order } = await tries();
    const run = 'echo 1 > result.json; echo 2 > stray.txt; echo 3 > build.log';
    const tried = await made.run(order({ run, writes: ['result.json'] }), NEVER);
    expect(tried).toMatchObject({ ok: true, value: { wrote: ['result.json'], report: { undone: ['stray.txt'] } } });
  });

  it('keeps what was put back in a ref, since somebody else may have written it, and lets go of the oldest ones', async () => {
    const { made, order } = await tries();
    const { root } = rig.current();
    mkdirSync(join(root, 'build'), { recursive: true });
    const running = made.run(order({ run: 'touch build/began; until [ -e build/go ]; do sleep 0.05; done' }), NEVER);
    await expect.poll(() => existsSync(join(root, 'build', 'began')), { timeout: 60_000 }).toBe(true);
    await rig.current().put('notes.txt', 'an afternoon of work\n');
    await rig.current().put('build/go', '');
    const tried = await running;
    if (!tried.ok) throw new Error(tried.error.message);
    const { report, kept } = tried.value;
    expect([report.verdict.verdict, report.undone, existsSync(join(root, 'notes.txt'))]).toEqual(['pass', ['notes.txt'], false]);
    const [ref = ''] = rig.current().git('for-each-ref', '--format=%(refname)', `${kept}`).trim().split('\n');
    expect(rig.current().git('show', `${ref}:notes.txt`)).toContain('an afternoon of work');
    const old = longAgo();
    for (let n = 0; n < 21; n += 1) rig.current().git('update-ref', `refs/goalpost/try-old${n}/1`, old);
    await made.run(order({ run: 'echo 1 > stray.txt' }), NEVER);
    const refs = rig.current().git('for-each-ref', '--format=%(refname)', 'refs/goalpost').trim().split('\n');
    expect([refs.length, refs.includes(ref)]).toEqual([20, true]);
  });

  it('is refused while another goal is at work on the files, and ends when one begins to', async () => {
    const working: { title?: string } = { title: 'Faster checkout' };
    const { made, order, workspace } = await tries(rig.current(), working);
    expect(await made.run(order({ run: 'true' }), NEVER)).toMatchObject({
      ok: false,
      error: { code: 'busy', message: expect.stringContaining('Faster checkout') },
    });
    delete working.title;
    mkdirSync(join(workspace.root, 'build'), { recursive: true });
    const running = made.run(order({ run: 'touch build/began; sleep 600', timeout: '1h' }), NEVER);
    await expect.poll(() => existsSync(join(workspace.root, 'build', 'began')), { timeout: 60_000 }).toBe(true);
    made.giveWay('/elsewhere');
    made.giveWay(workspace.root);
    expect(await running).toMatchObject({ ok: true, value: { report: { verdict: { verdict: 'void', reason: 'interrupted' } } } });
  });

  it('keeps the state in which it had changed a file that it should not have, and says where', async () => {
    const { made, order } = await tries();
    const tried = await made.run(order({ run: 'echo other > src/app.js' }), NEVER);
    expect(tried).toMatchObject({ ok: true, value: { wrote: [], report: { verdict: { reason: 'tree_moved' } } } });
    expect(rig.current().git('for-each-ref', 'refs/goalpost')).toContain('refs/goalpost/try-');
    expect(await rig.current().read('src/app.js')).toBe('export const speed = 1;\n');
  });

  it('is stopped with all of its processes, and frees the files for the next', async () => {
    const { made, order } = await tries();
    const mark = `try-${crypto.randomUUID().slice(0, 8)}`;
    const first = order({ run: `echo ${mark} > build/began; : ${mark}; sleep 600`, timeout: '1h' });
    execFileSync('mkdir', ['-p', join(rig.current().root, 'build')]);
    const running = made.run(first, NEVER);
    await expect.poll(() => existsSync(join(rig.current().root, 'build', 'began')), { timeout: 60_000 }).toBe(true);
    expect(await made.run(order({ run: 'true' }), NEVER)).toMatchObject({ ok: false, error: { code: 'busy' } });
    made.stop(first.ticket);
    expect(await running).toMatchObject({ ok: true, value: { report: { verdict: { verdict: 'void', reason: 'interrupted' } } } });
    expect(processesWith(mark)).toBe(0);
    expect(await made.run(order({ run: 'true' }), NEVER)).toMatchObject({
      ok: true,
      value: { report: { verdict: { verdict: 'pass' } } },
    });
  });

  it('is refused while the goal is at work on the same files, and where nobody can run it', async () => {
    const { made, order, workspace } = await tries();
    const thread = newThread('t1', 0, { workspace, model: { api: 'scripted', script: 'x' } });
    const busy = { ...thread, verification: {} } as unknown as ThreadState;
    expect(await made.run({ ...order({ run: 'true' }), of: busy }, NEVER)).toMatchObject({ ok: false, error: { code: 'busy' } });
    const look = order({ id: 'c', kind: 'human', ask: 'reads well' });
    expect(await made.run(look, NEVER)).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(await made.run({ ...order({ run: 'true' }), check: 'gone' }, NEVER)).toMatchObject({ ok: false });
  });
});
