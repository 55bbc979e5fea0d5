import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TrialView } from '../../test/rigs/trialView';
import { openPty, type PtySession } from '../pty/pty';
import { type BlobStore, openBlobStore } from '../store/blobStore';
import { HostedTerminal } from './hostedTerminal';
import type { TerminalOrder } from './terminals';

let folder: string;
let blobs: BlobStore;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-hosted-')));
  blobs = await openBlobStore(join(folder, 'blobs'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(
  command: string,
  options: Partial<TerminalOrder> = {},
): { readonly order: TerminalOrder; readonly pty: PtySession } {
  const args = ['--noprofile', '--norc', '-c', command];
  const order: TerminalOrder = {
    id: 'thread/call',
    command: { file: '/bin/bash', args, cwd: folder, env: { PATH: process.env.PATH ?? '', PS1: '$ ' } },
    size: { cols: 80, rows: 24 },
    title: command,
    store: true,
    ...options,
  };
  const pty = openPty(order.command, order.size);
  if (!pty.ok) throw new Error(pty.error.message);
  return { order, pty: pty.value };
}

function open(command: string, options: Partial<TerminalOrder> = {}): HostedTerminal {
  return new HostedTerminal({ ...start(command, options), blobs });
}

function attached(terminal: HostedTerminal, input = true): TrialView {
  const view = new TrialView();
  terminal.attach(view.port, { input });
  return view;
}

describe('a hosted terminal', () => {
  it('shows a view a screen, then every byte, then how it ended; and stores the same bytes', async () => {
    const terminal = open('for i in $(seq 2000); do echo "line $i ✓"; done; exit 3');
    const view = attached(terminal);
    const end = await terminal.ended;
    expect([end.exit, await view.ended(), view.frames[0]?.kind]).toEqual([{ exit: 3 }, 'exit 3', 'screen']);
    if (!end.stored) throw new Error('nothing was stored');
    const stored = await blobs.read(end.stored);
    if (!stored.ok) throw new Error(stored.error.message);
    expect([Buffer.from(stored.value).equals(view.bytes()), stored.value.length]).toEqual([true, end.bytes]);
    expect(view.text().split('\n').at(-1)).toBe('line 2000 ✓');
  });

  it('shows one who comes late what one who was there from the beginning sees', async () => {
    const terminal = open('echo first; read -r go; echo second; read -r go; echo third');
    const early = attached(terminal);
    await early.until(() => early.bytes().includes('first'));
    terminal.write('a\n');
    await early.until(() => early.bytes().includes('second'));
    const late = attached(terminal);
    await late.until(() => late.screens() === 1);
    terminal.write('b\n');
    await Promise.all([early.ended(), late.ended()]);
    expect(late.text()).toBe(early.text());
    expect(late.bytes().includes('second')).toBe(false);
  });

  it('takes keys from a view that may type, tells of them once, and none from one that may not', async () => {
    const terminal = open('read -r line; echo "got $line"; read -r line; echo "got $line"');
    const [typist, reader] = [attached(terminal), attached(terminal, false)];
    typist.reply({ kind: 'input', text: '\u001b[2;5Rhello\r' });
    reader.reply({ kind: 'input', text: 'not me\r' });
    await reader.until(() => reader.bytes().includes('got'));
    expect(terminal.look().typed).toBe('hello\r');
    terminal.write('by the agent\n');
    await terminal.ended;
    expect([terminal.look().typed, reader.bytes().includes('got by the agent')]).toEqual(['', true]);
  });

  it('hears the answers of one view to what a program asks: of the one that was typed in last, as long as it sees', async () => {
    const ask = 'printf "\\033[6n"; read -rs -d R answer; printf "<%q>\\n" "$answer"';
    const terminal = open(`stty -echo; ${ask}; ${ask}; ${ask}; ${ask}`);
    const [first, second] = [attached(terminal), attached(terminal)];
    const asked = (times: number) => () => first.bytes().toString('latin1').split('\u001b[6n').length > times;
    const answer = (view: TrialView, row: number) => view.reply({ kind: 'input', text: `\u001b[${row};9R` });
    await first.until(asked(1));
    answer(second, 12);
    answer(first, 11);
    await first.until(asked(2));
    // A key: it may look like an answer, and is none.
    second.reply({ kind: 'input', text: '\u001b[1;2R' });
    await first.until(asked(3));
    answer(first, 31);
    answer(second, 32);
    await first.until(asked(4));
    second.reply({ kind: 'seen', seen: false });
    answer(second, 42);
    answer(first, 41);
    await first.ended();
    expect(first.text().match(/\d+;\d/g)).toEqual(['11;9', '1;2', '32;9', '41;9']);
  });

  it('takes the size of a view that may type, and of no other', async () => {
    const terminal = open('read -r go; stty size; read -r go');
    const [typist, reader] = [attached(terminal), attached(terminal, false)];
    await reader.until(() => reader.screens() === 1);
    reader.reply({ kind: 'size', cols: 30, rows: 10 });
    typist.reply({ kind: 'size', cols: 90, rows: 20 });
    typist.reply({ kind: 'input', text: '\n' });
    await typist.until(() => typist.bytes().includes('20 90'));
    typist.reply({ kind: 'input', text: '\n' });
    await terminal.ended;
    expect(reader.frames.flatMap((frame) => (frame.kind === 'size' ? [[frame.cols, frame.rows]] : []))).toEqual([[90, 20]]);
    expect(typist.frames.some(({ kind }) => kind === 'size')).toBe(false);
  });

  it('holds back what goes on printing while it is ended, and stores what it read of it', async () => {
    let release: () => void = () => undefined;
    const disk = new Promise<void>((resolve) => {
      release = resolve;
    });
    const stalled: BlobStore = {
      ...blobs,
      writer: () => {
        const writer = blobs.writer();
        return {
          write: (chunk) => disk.then(() => writer.write(chunk)),
          finish: () => writer.finish(),
          discard: () => writer.discard(),
        };
      },
    };
    const started = start("trap '' TERM; echo $$; yes");
    const terminal = new HostedTerminal({ ...started, blobs: stalled });
    const held = () => terminal.bytes > 16 * 1024 * 1024;
    await vi.waitFor(() => expect(held()).toBe(true), { timeout: 60_000, interval: 10 });
    const before = terminal.bytes;
    const killed = terminal.kill();
    await started.pty.exited;
    expect(terminal.bytes - before).toBeLessThan(1024 * 1024);
    release();
    const end = await killed;
    expect([end.exit, end.stored?.bytes]).toEqual([{ exit: null, signal: 'SIGKILL' }, terminal.bytes]);
  });

  it('shows a model what came since it last looked', async () => {
    const terminal = open('echo one; read -r go; echo two');
    const view = attached(terminal);
    await view.until(() => view.bytes().includes('one'));
    expect(terminal.look()).toEqual({ text: 'one\n', cut: false, typed: '' });
    terminal.write('go\n');
    await terminal.ended;
    expect(terminal.look()).toEqual({ text: 'go\ntwo\n', cut: false, typed: '' });
  });
});
