import { describe, expect, it } from 'vitest';
import { attachCheckRig } from '../../test/rigs/checkRig';

const rig = attachCheckRig();

describe('the report of a check', () => {
  it('says what ran, where, and what it printed, whole and bounded', async () => {
    const { root } = rig.current();
    const command = 'printf "\\033[31mred\\033[0m %s\\n" "$PWD"; echo warning >&2';
    const report = await rig.current().run({ run: command });
    const { policy, env } = await rig.current().order({ run: command });
    const [stdout, stderr] = [report.runs[0]?.stdout, report.runs[0]?.stderr];
    expect(report).toEqual({
      verdict: { verdict: 'pass' },
      command,
      sandbox: 'enforced',
      environment: rig.current().verifier().environment(policy, env),
      startedAt: expect.any(Number),
      durationMs: expect.any(Number),
      runs: [{ exit: 0, durationMs: expect.any(Number), timedOut: false, stdout, stderr }],
      excerpt: `red ${root}\n[stderr]\nwarning\n`,
      undone: [],
    });
    expect(await rig.current().stored(stdout)).toBe(`\u001b[31mred\u001b[0m ${root}\n`);
    expect(await rig.current().stored(stderr)).toBe('warning\n');
  });

  it('says what an artifact check saw', async () => {
    await rig.current().put('REPORT.md', '# Findings\n');
    expect(await rig.current().run({ kind: 'artifact', path: 'REPORT.md', sections: ['Findings'] })).toMatchObject({
      verdict: { verdict: 'pass' },
      command: 'look at REPORT.md',
      runs: [],
      excerpt: 'REPORT.md: 11 bytes, sections "Findings"',
      undone: [],
    });
    const report = await rig.current().run({ kind: 'artifact', path: 'NONE.md' });
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'artifact', message: 'NONE.md does not exist' });
  });
});
