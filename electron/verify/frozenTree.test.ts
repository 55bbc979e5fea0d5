import { readFileSync, watch } from 'node:fs';
import { access, chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachCheckRig } from '../../test/rigs/checkRig';

const PASS = { verdict: 'pass' };
const NEVER = new AbortController().signal;
const rig = attachCheckRig();
const run = (given: Record<string, unknown>) => rig.current().run(given);
const moved = (message: unknown) => ({ verdict: 'void', reason: 'tree_moved', message });

/** Resolves when a name of this kind appears in the folder. */
function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_, changed) => {
      if (changed !== name) return;
      watcher.close();
      resolve();
    });
  });
}

describe('the frozen tree', () => {
  it('lets a check write ignored files, its temp folder and its writes', async () => {
    const report = await run({ run: 'mkdir -p build out && touch build/a x.log out/report "$TMPDIR/t"', writes: ['out'] });
    expect([report.verdict, report.undone, rig.current().status()]).toEqual([PASS, [], '?? out/report\n']);
  });

  it('undoes what a check adds elsewhere, and the evidence stands', async () => {
    const report = await run({ run: 'mkdir -p deep/er && echo new > "deep/er/ü \n.txt"; ln -s /etc link' });
    expect([report.verdict, report.undone]).toEqual([PASS, ['deep/er/ü \n.txt', 'link']]);
    expect(rig.current().status()).toBe('');
    expect(await readdir(rig.current().root)).not.toContain('deep');
    expect(rig.current().git('for-each-ref', '--format=%(subject)', 'refs/goalpost/t1')).toMatch(/\(e1-moved\)/);
  });

  it('undoes what a check changes or deletes, and voids the evidence', async () => {
    await rig.current().put('draft.txt', 'uncommitted\n');
    await chmod(join(rig.current().root, 'src/app.js'), 0o755);
    const report = await run({ run: 'echo hacked > src/app.js; rm draft.txt' });
    const message =
      /^draft\.txt, src\/app\.js changed during the check, put back; the changed state is kept as commit ([0-9a-f]{12}); if the check is meant/;
    expect(report.verdict).toEqual(moved(expect.stringMatching(message)));
    expect(report.undone).toEqual(['draft.txt', 'src/app.js']);
    expect(await Promise.all(report.undone.map((path) => rig.current().read(path)))).toEqual([
      'uncommitted\n',
      'export const speed = 1;\n',
    ]);
    const [, kept] = message.exec('message' in report.verdict ? report.verdict.message : '') ?? [];
    expect(rig.current().git('show', `${kept}:src/app.js`)).toBe('hacked\n');
  });

  it('is void where it cannot be put back, and says what stands in the way', async () => {
    const report = await run({ run: 'rm src/app.js; mkdir src/app.js; touch src/app.js/kept.log' });
    const message =
      /^src\/app\.js changed during the check; it could not be put back: src\/app\.js .*; the changed state is kept as commit/;
    expect([report.verdict, report.undone]).toEqual([moved(expect.stringMatching(message)), []]);
  });

  it('undoes a rename', async () => {
    const report = await run({ run: 'mv src/app.js src/moved.js' });
    expect(report).toMatchObject({ verdict: { reason: 'tree_moved' }, undone: ['src/app.js', 'src/moved.js'] });
    expect(rig.current().status()).toBe('');
  });

  it('is void when somebody moves the tree meanwhile', async () => {
    await mkdir(join(rig.current().root, 'build'));
    const started = appears(join(rig.current().root, 'build'), 'started');
    const report = run({ run: 'touch build/started; until [ -e build/go ]; do sleep 0.02; done' });
    await started;
    await rig.current().put('src/app.js', 'export const speed = 2;\n');
    await rig.current().put('build/go', '');
    expect((await report).verdict).toEqual(
      moved(expect.stringMatching(/^src\/app\.js changed during the check, put back; .* kept as commit/)),
    );
  });

  it('lets nothing start on a tree that is not the checkpoint, and leaves it as it is', async () => {
    const order = await rig.current().order({ run: 'touch ran.log' });
    await rig.current().put('src/app.js', 'mine\n');
    expect(await rig.current().verifier().runCheck(order, NEVER)).toMatchObject({
      verdict: moved('src/app.js changed after the checkpoint and before the check began; run the check again'),
      runs: [],
      undone: [],
    });
    expect(await rig.current().read('src/app.js')).toBe('mine\n');
    await expect(access(join(rig.current().root, 'ran.log'))).rejects.toThrow('ENOENT');
  });

  it('is void when an ignored protected file moved', async () => {
    await rig.current().put('build/fixture.bin', 'a');
    const order = await rig.current().order({ run: 'true' }, { protect: ['build/fixture.bin'] });
    await rig.current().put('build/fixture.bin', 'b');
    const report = await rig.current().verifier().runCheck(order, NEVER);
    expect(report.verdict).toEqual(moved('the protected build/fixture.bin changed since the checkpoint'));
  });

  it('keeps protected files and git out of the check’s reach', async () => {
    const report = await run({ run: 'echo x > test/app.test.js; echo x > .git/hooks/pre-commit; true' });
    expect([report.verdict, report.undone]).toEqual([PASS, []]);
    expect(await rig.current().read('test/app.test.js')).toBe('check();\n');
    expect(await readdir(join(rig.current().root, '.git/hooks'))).not.toContain('pre-commit');
    expect(report.excerpt).toMatch(/test\/app\.test\.js: (Read-only file system|Permission denied|Operation not permitted)/);
  });

  it('leaves the user’s index, branch and stash alone', async () => {
    const index = () => readFileSync(join(rig.current().root, '.git/index')).toString('hex');
    const state = () => [
      index(),
      rig.current().git('stash', 'list'),
      rig.current().git('rev-parse', 'HEAD', '--abbrev-ref', 'HEAD'),
    ];
    const before = state();
    await run({ run: 'echo hacked > src/app.js; touch added' });
    expect(state()).toEqual(before);
  });
});
