import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachCheckRig } from '../../test/rigs/checkRig';

const PASS = { verdict: 'pass' };
const rig = attachCheckRig();
const run = (given: Record<string, unknown>) => rig.current().run(given);
const missing = (message: unknown) => ({ verdict: 'fail', reason: 'metric_missing', message });
const inFile = (from: string) => ({ from, pointer: '/p95', target: '< 120', unit: 'ms' });

describe('a metric on stdout', () => {
  const bench = { from: 'stdout', pattern: '^p95 (\\S+)$', target: '< 120', unit: 'ms' };

  it('is compared with its target', async () => {
    const slow = { verdict: 'fail', reason: 'metric_target', message: 'c 134.8 ms, target < 120 ms' };
    expect((await run({ run: 'echo p95 134.8', metric: bench })).verdict).toEqual(slow);
    const report = await run({ run: 'echo p95 91.5', metric: bench });
    const metric = { value: 91.5, values: [91.5], target: '< 120', unit: 'ms', holds: true };
    expect([report.verdict, report.metric, report.runs[0]?.value]).toEqual([PASS, metric, 91.5]);
  });

  it('printed twice is ambiguous unless the last is picked', async () => {
    const twice = 'echo p95 500; echo p95 90';
    expect((await run({ run: twice, metric: bench })).verdict).toMatchObject({ verdict: 'fail', reason: 'metric_ambiguous' });
    expect((await run({ run: twice, metric: { ...bench, pick: 'last' } })).verdict).toEqual(PASS);
  });

  it('on stderr is not on stdout', async () => {
    expect((await run({ run: 'echo p95 90 >&2', metric: bench })).verdict).toEqual(
      missing('no line of stdout matches ^p95 (\\S+)$'),
    );
  });
});

describe('a metric in a file', () => {
  it('left from an earlier run does not pass; its honest twin does', async () => {
    await rig.current().put('build/bench.json', '{"p95": 90}');
    const metric = inFile('build/bench.json');
    expect((await run({ run: 'true', metric })).verdict).toEqual(
      missing('the metric file build/bench.json does not exist after the run'),
    );
    expect((await run({ run: 'echo \'{"p95": 90}\' > build/bench.json', metric })).verdict).toEqual(PASS);
  });

  it('must be written by every run of a repeat', async () => {
    const once = 'mkdir -p build; [ -e build/once ] || { touch build/once; echo \'{"p95": 9}\' > build/bench.json; }';
    const report = await run({ run: once, repeat: { times: 2, judge: 'median' }, metric: inFile('build/bench.json') });
    expect(report.verdict).toEqual(missing('run 2 of 2: the metric file build/bench.json does not exist after the run'));
  });

  it('may be tracked by git: it is among the paths that checks write', async () => {
    await rig.current().put('bench.json', '{"p95": 200}');
    const report = await run({ run: 'echo \'{"p95": 90}\' > bench.json', metric: inFile('bench.json') });
    expect([report.verdict, report.undone]).toEqual([PASS, []]);
  });

  it('that is a link out of the workspace is not read, and what it leads to stays', async () => {
    const outside = join(rig.current().temp, 'bench.json');
    await writeFile(outside, '{"p95": 90}');
    const metric = inFile('bench.json');
    const report = await run({ run: 'ln -s "$TMPDIR/bench.json" bench.json', metric });
    expect(report.verdict).toEqual(missing('the metric file bench.json leads out of the workspace after the run'));
    expect((await run({ run: 'true', metric })).verdict).toMatchObject({ reason: 'metric_missing' });
    expect(await readFile(outside, 'utf8')).toBe('{"p95": 90}');
  });

  it('cannot be used to delete one of git’s own files', async () => {
    const report = await run({ run: 'true', metric: inFile('.git/HEAD') });
    const message = "the metric file .git/HEAD is one of git's own files; name a file inside the workspace";
    expect(report.verdict).toEqual(missing(message));
    expect(await rig.current().read('.git/HEAD')).toBe('ref: refs/heads/main\n');
  });
});
