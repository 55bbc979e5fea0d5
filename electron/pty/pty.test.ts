import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WrappedCommand } from '../sandbox/sandbox';
import { processTree } from './processTree';
import { openPty } from './pty';
import { watch } from './watchedPty';

describe('a terminal', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-pty-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const bash = (command: string): WrappedCommand => ({
    file: '/bin/bash',
    args: ['--noprofile', '--norc', '-c', command],
    cwd: folder,
    env: { PATH: process.env.PATH ?? '' },
  });

  it('has a size, takes input and hands on bytes and the exit code', async () => {
    const { session, text, seen } = watch(bash('stty size; read -r line; echo "got $line ✓"; exit 5'), { cols: 100, rows: 30 });
    await seen('30 100');
    session.write('héllo\n');
    expect(await session.exited).toEqual({ exit: 5 });
    expect(text()).toContain('got héllo ✓\r\n');
  });

  it('reads into memory that is used again', async () => {
    const { session, seen } = watch(bash('seq 60000; printf END; read -r _'));
    const memory = new Set<ArrayBufferLike>();
    const looking = session.onData(({ buffer }) => void memory.add(buffer));
    await seen('END');
    void looking.dispose();
    session.write('\n');
    await session.exited;
    expect(memory.size).toBe(1);
  });

  it('hands on everything before it reports the end', async () => {
    const { session, text } = watch(bash('stty -opost; head -c 10000000 /dev/zero | tr "\\0" "\\253"; printf END'));
    let length = 0;
    session.onData((bytes) => {
      length += bytes.length;
    });
    await session.exited;
    expect([length, text().endsWith('END')]).toEqual([10_000_003, true]);
  });

  it('hands on everything when many end at once, and nothing of its own', async () => {
    const whole = Array.from({ length: 2_000 }, (_, line) => `line ${line + 1} ✓\r\n`).join('');
    const opened = Array.from({ length: 24 }, () => watch(bash('for i in $(seq 2000); do echo "line $i ✓"; done')));
    await Promise.all(opened.map(({ session }) => session.exited));
    expect(opened.map(({ text }) => text().length)).toEqual(opened.map(() => whole.length));
    expect(opened.every(({ text }) => text() === whole)).toBe(true);
  });

  it('hands on everything of a command that was paused in between', async () => {
    const { session, seen, text } = watch(bash('echo begin; seq 60000; printf END'));
    await seen('begin');
    session.pause();
    setImmediate(() => session.resume());
    expect(await session.exited).toEqual({ exit: 0 });
    expect(text()).toBe(`begin\r\n${Array.from({ length: 60_000 }, (_, line) => `${line + 1}\r\n`).join('')}END`);
  });

  it('hands on what a command has left when it ends, or is killed, while paused', async () => {
    const ends = watch(bash('read -r go; echo left; exit 4'));
    ends.session.write('go\n');
    ends.session.pause();
    expect(await ends.session.exited).toEqual({ exit: 4 });
    expect(ends.text()).toContain('left\r\n');
    const floods = watch(bash('while :; do echo flood; done'));
    await floods.seen('flood');
    floods.session.pause();
    await floods.session.kill();
    expect(processTree(floods.session.pid)).toEqual([]);
  });

  it('names the signal that ended it', async () => {
    expect(await watch(bash('kill -KILL $$')).session.exited).toEqual({ exit: null, signal: 'SIGKILL' });
  });

  it('lets a command clean up when killed, and does not wait for one that will not', async () => {
    const polite = watch(bash('trap "echo bye > left; exit 0" TERM; echo ready; while :; do sleep 0.05; done'));
    await polite.seen('ready');
    await polite.session.kill();
    expect(readFileSync(join(folder, 'left'), 'utf8')).toBe('bye\n');
    const stubborn = watch(bash('trap "" TERM HUP; (trap "" TERM HUP; sleep 1000) & echo ready; wait'));
    await stubborn.seen('ready');
    await stubborn.session.kill();
    expect(await stubborn.session.exited).toEqual({ exit: null, signal: 'SIGKILL' });
    expect(processTree(stubborn.session.pid)).toEqual([]);
  });

  it('can be written to, resized, stopped and killed after its end', async () => {
    const { session } = watch(bash('exit 0'));
    await session.exited;
    session.write('x');
    session.resize(10, 10);
    session.stop();
    session.cont();
    await session.kill();
    await session.dispose();
  });

  it('says what is wrong with a missing folder', () => {
    expect(openPty({ ...bash('true'), cwd: '/nowhere' }, { cols: 80, rows: 24 })).toEqual({
      ok: false,
      error: { code: 'spawn_failed', message: 'The working folder /nowhere does not exist. Name one that does.' },
    });
  });
});
