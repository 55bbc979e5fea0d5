import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachCheckRig } from '../../test/rigs/checkRig';

const PASS = { verdict: 'pass' };
const NEVER = new AbortController().signal;
const rig = attachCheckRig();
const run = (given: Record<string, unknown>) => rig.current().run(given);

describe('a clean check', () => {
  it('looks at a fresh checkout after its set-up, and leaves workspace and temp as they were', async () => {
    await rig.current().put('build/stale', '');
    await rig.current().put('untracked.txt', 'new\n');
    const report = await run({
      run: 'cat set-up untracked.txt; ls -A; echo changed > src/app.js; pwd',
      clean: { setup: 'echo was set up > set-up; mkdir -p modules/x && chmod 500 modules' },
    });
    expect([report.verdict, report.undone]).toEqual([PASS, []]);
    const [folder = '', ...names] = report.excerpt.trim().split('\n').reverse();
    expect(names.reverse()).toEqual(['was set up', 'new', '.gitignore', 'modules', 'set-up', 'src', 'test', 'untracked.txt']);
    expect(folder.startsWith(`${rig.current().temp}/clean-`)).toBe(true);
    expect(await rig.current().read('src/app.js')).toBe('export const speed = 1;\n');
    expect(await readdir(rig.current().temp)).toEqual([]);
  });

  it('cannot write the workspace, nor read what is hidden in it', async () => {
    const { root } = rig.current();
    await rig.current().put('keys/token', 'hunter2');
    const order = await rig
      .current()
      .order({ run: `cat keys/token; cat '${root}/keys/token'; echo x > '${root}/src/app.js'`, clean: { setup: 'true' } });
    const hidden = { ...order, policy: { ...order.policy, denyRead: [...order.policy.denyRead, join(root, 'keys')] } };
    const report = await rig.current().verifier().runCheck(hidden, NEVER);
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'exit', message: 'exit 1, expected 0' });
    expect(report.excerpt).not.toContain('hunter2');
    expect(await rig.current().read('src/app.js')).toBe('export const speed = 1;\n');
  });

  it('cannot write protected files', async () => {
    const report = await run({ run: 'echo x > test/app.test.js', clean: { setup: 'true' } });
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'exit', message: 'exit 1, expected 0' });
  });

  it('is broken where its set-up fails', async () => {
    const report = await run({ run: 'true', clean: { setup: 'echo no registry >&2; exit 4' } });
    const message = 'the set-up "echo no registry >&2; exit 4" failed: exit 4';
    expect([report.verdict, report.excerpt]).toEqual([
      { verdict: 'broken', reason: 'setup', message },
      '[stderr]\nno registry\n',
    ]);
  });

  it('reads its metric file in the checkout, where the set-up’s does not count', async () => {
    const check = { metric: { from: 'out.txt', pattern: '(\\d+)', target: '< 5' }, clean: { setup: 'echo 4 > out.txt' } };
    expect((await run({ run: 'echo 3 > out.txt', ...check })).verdict).toEqual(PASS);
    expect((await run({ run: 'true', ...check })).verdict).toMatchObject({ reason: 'metric_missing' });
  });
});
