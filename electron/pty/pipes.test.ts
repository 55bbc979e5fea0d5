import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WrappedCommand } from '../sandbox/sandbox';
import { type PipeOptions, runOnPipes } from './pipes';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-pipes-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bash = (command: string): WrappedCommand => ({
  file: '/bin/bash',
  args: ['--noprofile', '--norc', '-c', command],
  cwd: folder,
  env: { PATH: process.env.PATH ?? '' },
});

async function run(command: WrappedCommand, options: Partial<PipeOptions> = {}) {
  const [stdout, stderr]: [Uint8Array[], Uint8Array[]] = [[], []];
  const result = await runOnPipes(command, {
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    onStdout: (chunk) => void stdout.push(chunk),
    onStderr: (chunk) => void stderr.push(chunk),
    ...options,
  });
  return { result, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr) };
}

/** Waits for the fact that a process is gone. */
async function gone(pid: number): Promise<void> {
  while (existsSync(`/proc/${pid}`) && !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('a command on pipes', () => {
  it('has its two streams apart, its exit code and its duration', async () => {
    const { result, stdout, stderr } = await run(bash('echo out; echo err >&2; exit 7'));
    expect(result).toEqual({ ok: true, value: { exit: 7, durationMs: expect.any(Number), timedOut: false } });
    expect([stdout.toString(), stderr.toString()]).toEqual(['out\n', 'err\n']);
  });

  it('has the null device for input and real pipes for output', async () => {
    const { stdout, stderr } = await run(bash('cat; echo a | tee /dev/stderr > /dev/stdout; ls /proc/self/fd | wc -l'));
    // Its own three, and the one that ls reads the folder with.
    expect([stdout.toString(), stderr.toString()]).toEqual(['a\n4\n', 'a\n']);
  });

  it('hands on 10 MB byte for byte', async () => {
    const bytes = Buffer.alloc(10_000_000, 0);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 7919) >> 3;
    writeFileSync(join(folder, 'bytes'), bytes);
    const { stdout, stderr } = await run(bash('cat bytes; cat bytes >&2'));
    const digest = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect([digest(stdout), digest(stderr)]).toEqual([digest(bytes), digest(bytes)]);
  });

  it('waits for a slow handler, and the command with it', async () => {
    let inHand = 0;
    let most = 0;
    let total = 0;
    const onStdout = async (chunk: Uint8Array) => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise((resolve) => setImmediate(resolve));
      total += chunk.length;
      inHand -= 1;
    };
    await run(bash('head -c 3000000 /dev/zero'), { onStdout });
    expect([most, total]).toEqual([1, 3_000_000]);
  });

  it('names the signal that ended it', async () => {
    expect((await run(bash('kill -TERM $$'))).result).toMatchObject({ ok: true, value: { exit: null, signal: 'SIGTERM' } });
  });

  it('kills the whole tree at the timeout and keeps what was printed', async () => {
    const { result, stdout } = await run(bash('trap "" TERM; (sleep 1000 & echo $!; wait) & wait'), { timeoutMs: 300 });
    expect(result).toMatchObject({ ok: true, value: { exit: null, signal: 'SIGKILL', timedOut: true } });
    await gone(Number(stdout.toString()));
  });

  it('kills the whole tree when cancelled, also before it began', async () => {
    const cancel = new AbortController();
    const onStdout = () => cancel.abort();
    const { result } = await run(bash('echo started; sleep 1000'), { signal: cancel.signal, onStdout });
    expect(result).toMatchObject({ ok: true, value: { exit: null, signal: 'SIGKILL', timedOut: false } });
    expect((await run(bash('touch ran'), { signal: AbortSignal.abort() })).result).toMatchObject({
      value: { signal: 'SIGKILL' },
    });
    expect(existsSync(join(folder, 'ran'))).toBe(false);
  });

  it('goes on when the command has closed its output', async () => {
    const { result } = await run(bash('exec >&- 2>&-; sleep 0.3; touch after; exit 6'));
    expect(result).toMatchObject({ ok: true, value: { exit: 6 } });
    expect(existsSync(join(folder, 'after'))).toBe(true);
  });

  it('loses nothing of many short commands at once', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => run(bash(`echo ${n}; echo e${n} >&2; exit ${n}`))));
    const printed = results.map(({ result, stdout, stderr }) => [result.ok && result.value.exit, `${stdout}`, `${stderr}`]);
    expect(printed).toEqual(Array.from({ length: 40 }, (_, n) => [n, `${n}\n`, `e${n}\n`]));
  });

  it('does not wait for what was left in the background', async () => {
    const { result, stdout } = await run(bash('sleep 1000 & echo $!; exit 3'));
    expect(result).toMatchObject({ ok: true, value: { exit: 3 } });
    await gone(Number(stdout.toString()));
  });

  it('does not wait for ever for a daemon that left the session and holds the pipe', async () => {
    const { result, stdout } = await run(bash('setsid bash -c "echo \\$\\$; exec sleep 1000" & sleep 0.2; exit 4'));
    expect(result).toMatchObject({ ok: true, value: { exit: 4 } });
    process.kill(Number(stdout.toString()), 'SIGKILL');
  });

  it("ends the command and throws a handler's error", async () => {
    const onStdout = () => Promise.reject(new Error('disk full'));
    await expect(run(bash('echo $$ > pid; echo x; sleep 1000'), { onStdout })).rejects.toThrow('disk full');
    await gone(Number(readFileSync(join(folder, 'pid'), 'utf8')));
  });

  it.each([
    ['a missing folder', { cwd: '/nowhere/at all' }, 'The working folder /nowhere/at all does not exist. Name one that does.'],
    ['a missing program', { file: '/nowhere/x' }, 'The program /nowhere/x cannot be run. Install it.'],
    ['more than the system takes', { args: ['x'.repeat(3_000_000)] }, 'The command could not be started: spawn E2BIG'],
  ])('says what is wrong with %s', async (_name, replaced, message) => {
    expect((await run({ ...bash('true'), ...replaced })).result).toEqual({ ok: false, error: { code: 'spawn_failed', message } });
  });
});
