import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachCheckRig, processesWith } from '../../test/rigs/checkRig';

const PASS = { verdict: 'pass' };
const NEVER = new AbortController().signal;
const rig = attachCheckRig();
const run = (given: Record<string, unknown>) => rig.current().run(given);

/** A script that knows how often it ran. */
const counted = (script: string) =>
  `mkdir -p build; n=$(cat build/n 2>/dev/null || echo 0); n=$((n+1)); echo $n > build/n; ${script}`;

describe('a command check', () => {
  it('fails by its exit, and passes by the exit it expects', async () => {
    const failed = { verdict: 'fail', reason: 'exit', message: 'exit 3, expected 0' };
    expect((await run({ run: 'exit 3' })).verdict).toEqual(failed);
    expect((await run({ run: 'exit 3', expect: { exit: 3 } })).verdict).toEqual(PASS);
  });

  it('starts in its folder, with a closed stdin and a plain, explicit environment', async () => {
    process.env.GOALPOST_TEST_SECRET = 'hunter2';
    const report = await run({
      run: 'cat; read -r line || echo "EOF in $PWD"; env | sort; tty',
      cwd: 'src',
      expect: { exit: 1 },
    });
    delete process.env.GOALPOST_TEST_SECRET;
    const printed = await rig.current().stored(report.runs[0]?.stdout);
    expect(printed.split('\n')[0]).toBe(`EOF in ${rig.current().root}/src`);
    for (const line of ['TERM=dumb', 'NO_COLOR=1', 'TZ=UTC', `TMPDIR=${rig.current().temp}`])
      expect(printed).toContain(`\n${line}\n`);
    expect(printed).not.toMatch(/hunter2|_proxy|JAVA_TOOL_OPTIONS/i);
    expect(report.verdict).toEqual(PASS);
  });

  it('is broken where it cannot start', async () => {
    const broken = (message: unknown) => ({ verdict: 'broken', reason: 'not_found', message });
    expect((await run({ run: 'no-such-program-here' })).verdict).toEqual(broken(expect.stringMatching(/^exit 127: .*not found/)));
    expect((await run({ run: './src/app.js' })).verdict).toEqual(broken(expect.stringMatching(/^exit 126: .*Permission denied/)));
    expect((await run({ run: 'true', cwd: 'nowhere' })).verdict).toEqual(broken('the folder nowhere does not exist'));
    expect((await run({ run: 'true', cwd: '.gitignore' })).verdict).toEqual(broken('.gitignore is not a folder'));
  });

  it('is broken, not failed, where the sandbox cannot be had', async () => {
    const error = { code: 'sandbox_failed', message: 'no sandbox: install it' } as const;
    const none = { ...rig.current().sandbox, wrap: async () => ({ ok: false, error }) as const };
    const report = await rig
      .current()
      .verifier(none)
      .runCheck(await rig.current().order({ run: 'true' }), NEVER);
    expect(report.verdict).toEqual({ verdict: 'broken', reason: 'sandbox', message: 'no sandbox: install it' });
  });

  it('is killed with its children at the timeout', async () => {
    const mark = `goalpost-hang-${process.pid}`;
    const children = `for i in 1 2 3; do (exec -a ${mark} sleep 300) & done; setsid bash -c 'exec -a ${mark} sleep 300' & wait`;
    const report = await run({ run: children, timeout: '1s' });
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'timeout', message: 'timed out after 1s' });
    expect(report.runs[0]?.timedOut).toBe(true);
    expect(processesWith(mark)).toBe(0);
  });

  it('is void when interrupted, with its processes gone and its traces undone', async () => {
    const mark = `goalpost-interrupt-${process.pid}`;
    const abort = new AbortController();
    const order = await rig.current().order({ run: `echo x > left.txt; exec -a ${mark} sleep 300` });
    const watch = setInterval(() => processesWith(mark) > 0 && abort.abort(), 20);
    const report = await rig.current().verifier().runCheck(order, abort.signal);
    clearInterval(watch);
    expect(report.verdict).toEqual({ verdict: 'void', reason: 'interrupted', message: 'stopped before it finished' });
    expect([processesWith(mark), rig.current().status()]).toEqual([0, '']);
  });

  it('starts nothing when it was interrupted before', async () => {
    const order = await rig.current().order({ run: 'touch ran.log' });
    const report = await rig.current().verifier().runCheck(order, AbortSignal.abort());
    expect(report).toMatchObject({ verdict: { verdict: 'void', reason: 'interrupted' }, runs: [] });
  });

  it('that forks, detaches and hangs is killed with all of it at its timeout, and has failed', async () => {
    const mark = `goalpost-fork-${process.pid}`;
    const deep = `(exec -a ${mark} sleep 300) & setsid nohup bash -c '(exec -a ${mark} sleep 300) & exec -a ${mark} sleep 300' & `;
    const report = await run({ run: `trap '' TERM; ${deep} exec -a ${mark} sleep 300`, timeout: '1s' });
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'timeout', message: 'timed out after 1s' });
    expect(processesWith(mark)).toBe(0);
  });

  it('passes on 200 MB of output with the number at its end, stored whole, in bounded memory', async () => {
    const inUse = () => process.memoryUsage().heapUsed + process.memoryUsage().external;
    const before = inUse();
    const residentBefore = process.resourceUsage().maxRSS;
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, inUse());
    }, 20);
    const metric = { from: 'stdout', pattern: '^p95 (\\d+)$', target: '< 120' };
    const report = await run({ run: 'yes "noise noise noise" | head -c 200000000; echo; echo p95 90', metric });
    clearInterval(watch);
    expect([report.verdict, report.runs[0]?.stdout?.bytes]).toEqual([PASS, 200_000_008]);
    expect(report.excerpt.length).toBeLessThan(10_000);
    expect(report.excerpt).toMatch(/bytes left out[\s\S]*p95 90\n$/);
    // About 10 MB measured; holding the output would take at least its size. The process as a whole (kilobytes) never grew by it either.
    expect(peak - before).toBeLessThan(40e6);
    expect((process.resourceUsage().maxRSS - residentBefore) * 1024).toBeLessThan(120e6);
  });
});

describe('repeat', () => {
  it('finds the one red of twenty, and stops there', async () => {
    const report = await run({ run: counted('echo try $n; test $n -ne 19'), repeat: { times: 20, judge: 'all' } });
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'exit', message: 'run 19 of 20: exit 1, expected 0' });
    expect(report.runs.map(({ exit }) => exit)).toEqual([...Array(18).fill(0), 1]);
    expect(report.excerpt).toBe('try 19\n');
  });

  it('passes twenty of twenty', async () => {
    const report = await run({ run: 'true', repeat: { times: 20, judge: 'all' } });
    expect([report.verdict, report.runs.length]).toEqual([PASS, 20]);
  });

  it('ends at the first green of any', async () => {
    const report = await run({ run: counted('test $n -eq 2'), repeat: { times: 5, judge: 'any' } });
    expect([report.verdict, report.runs.map(({ exit }) => exit)]).toEqual([PASS, [1, 0]]);
  });

  it('passes nineteen of twenty only where the contract says so', async () => {
    const flaky = counted('test $n -ne 3');
    const most = await run({ run: flaky, repeat: { times: 20, judge: { atLeast: 19 } } });
    expect([most.verdict, most.runs.filter(({ exit }) => exit !== 0).length, most.runs.length]).toEqual([PASS, 1, 20]);
    await rm(join(rig.current().root, 'build'), { recursive: true });
    const all = await run({ run: flaky, repeat: { times: 20, judge: 'all' } });
    expect([all.verdict, all.runs.length]).toEqual([
      { verdict: 'fail', reason: 'exit', message: 'run 3 of 20: exit 1, expected 0' },
      3,
    ]);
  });

  it('warms up first, and keeps those runs without judging them', async () => {
    const metric = { from: 'stdout', pattern: '^ms (?<value>\\d+)$', target: '< 25' };
    const repeat = { times: 2, judge: 'all', warmUp: 2 };
    const report = await run({ run: counted('echo ms $((100/n/n)); test $n -gt 1'), repeat, metric });
    expect([report.verdict, report.metric?.values]).toEqual([PASS, [11, 6]]);
    expect(report.runs.map(({ exit, value, warmUp }) => ({ exit, value, warmUp }))).toEqual([
      { exit: 1, value: 100, warmUp: true },
      { exit: 0, value: 25, warmUp: true },
      { exit: 0, value: 11, warmUp: undefined },
      { exit: 0, value: 6, warmUp: undefined },
    ]);
    expect(await rig.current().stored(report.runs[0]?.stdout)).toBe('ms 100\n');
  });

  it('is broken where its warm-up cannot start', async () => {
    const report = await run({ run: 'no-such-program-here', repeat: { times: 2, judge: 'all', warmUp: 1 } });
    expect([report.verdict.verdict, report.runs.length]).toEqual(['broken', 1]);
  });

  it('compares the statistic with the target', async () => {
    const metric = { from: 'stdout', pattern: '(\\d+)', target: '< 25', unit: 'ms' };
    const report = await run({ run: counted('echo $((n*10))'), repeat: { times: 3, judge: 'median' }, metric });
    expect([report.verdict, report.metric]).toEqual([
      PASS,
      { value: 20, values: [10, 20, 30], target: '< 25', unit: 'ms', holds: true },
    ]);
    await rm(join(rig.current().root, 'build'), { recursive: true });
    const tail = await run({ run: counted('echo $((n*10))'), repeat: { times: 3, judge: 'p95' }, metric });
    expect(tail.verdict).toEqual({ verdict: 'fail', reason: 'metric_target', message: 'p95 of 3 runs 30 ms, target < 25 ms' });
  });
});
