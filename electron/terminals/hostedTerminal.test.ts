import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPty } from '../pty/pty';
import { type BlobStore, openBlobStore } from '../store/blobStore';
import { HostedTerminal } from './hostedTerminal';
import { readScreens } from './screenFiles';
import { ScreenKeeper } from './screenKeeper';
import type { TerminalOrder } from './terminals';
import { TrialView } from './trialView';

let folder: string;
let blobs: BlobStore;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost-hosted-')));
  blobs = await openBlobStore(join(folder, 'blobs'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(command: string, options: Partial<TerminalOrder> = {}, screens?: ScreenKeeper): HostedTerminal {
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
  return new HostedTerminal({ order, pty: pty.value, blobs, ...(screens ? { screens } : {}) });
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
    expect([view.bytes().equals(stored.value), stored.value.length]).toEqual([true, end.bytes]);
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

  it('shows a model what came since it last looked', async () => {
    const terminal = open('echo one; read -r go; echo two');
    const view = attached(terminal);
    await view.until(() => view.bytes().includes('one'));
    expect(terminal.look()).toEqual({ text: 'one\n', cut: false, typed: '' });
    terminal.write('go\n');
    await terminal.ended;
    expect(terminal.look()).toEqual({ text: 'go\ntwo\n', cut: false, typed: '' });
  });

  it('goes on when a window hangs, and shows it the last screen when it wakes up', async () => {
    const terminal = open('seq 400000; echo the end');
    const [hung, quick] = [attached(terminal), attached(terminal)];
    hung.hung = true;
    await terminal.ended;
    expect(await quick.ended()).toBe('exit 0');
    expect(hung.bytes().length).toBeLessThan(1_000_000);
    hung.acknowledgeAll();
    await hung.ended();
    expect([hung.screens(), hung.text()]).toEqual([2, quick.text()]);
  });

  it('sends nothing to a view that cannot be seen, and a screen when it can', async () => {
    const terminal = open('read -r go; echo hidden; read -r go; echo seen; read -r go');
    const [view, other] = [attached(terminal), attached(terminal)];
    await view.until(() => view.screens() === 1);
    view.reply({ kind: 'seen', seen: false });
    terminal.write('\n');
    await other.until(() => other.bytes().includes('hidden'));
    expect(view.bytes().includes('hidden')).toBe(false);
    view.reply({ kind: 'seen', seen: true });
    await view.until(() => view.screens() === 2);
    terminal.write('\n\n');
    await Promise.all([view.ended(), other.ended()]);
    expect([view.text(), view.bytes().includes('hidden')]).toEqual([other.text(), false]);
  });

  it('stops a flood at once when a view says so', async () => {
    const terminal = open('trap "echo; echo stopped; exit 9" INT; while :; do echo y; done');
    const view = attached(terminal);
    await view.until(() => view.bytes().length > 200_000);
    view.reply({ kind: 'input', text: '\u0003' });
    expect([(await terminal.ended).exit, await view.ended()]).toEqual([{ exit: 9 }, 'exit 9']);
    expect(view.text().endsWith('stopped')).toBe(true);
  });

  it('gives every view the size that one of them gave', async () => {
    const terminal = open('trap "stty size" WINCH; echo ready; while :; do sleep 0.05; done');
    const [one, other] = [attached(terminal), attached(terminal)];
    await other.until(() => other.bytes().includes('ready'));
    one.reply({ kind: 'size', cols: 60, rows: 20 });
    await other.until(() => other.bytes().includes('20 60'));
    expect(other.frames.filter(({ kind }) => kind === 'size')).toEqual([{ kind: 'size', cols: 60, rows: 20 }]);
    expect(one.frames.filter(({ kind }) => kind === 'size')).toEqual([]);
    expect(await terminal.screen()).toMatchObject({ id: 'thread/call', cols: 60, rows: 20 });
    expect((await terminal.kill()).exit.exit).toBeNull();
  });

  it('keeps its screen on disk, with how it ended', async () => {
    const faults: string[] = [];
    const screens = new ScreenKeeper(join(folder, 'screens'), (words) => faults.push(words));
    const terminal = open('echo on the screen; exit 2', {}, screens);
    await terminal.ended;
    const kept = await readScreens(join(folder, 'screens'), 'thread');
    expect(kept.screens).toEqual([{ ...(await terminal.screen()), at: kept.screens[0]?.at }]);
    expect([kept.screens[0]?.end, kept.screens[0]?.text.includes('on the screen'), faults]).toEqual(['exit 2', true, []]);
  });

  it('is whole for one who comes in the middle of a sequence that is too long to be held back', async () => {
    const terminal = open('printf "\\033]52;c;"; head -c 60000 /dev/zero | tr "\\0" A; read -r go; printf "AAA\\007text\\n"');
    const early = attached(terminal);
    await early.until(() => early.bytes().length > 40_000);
    const late = attached(terminal);
    await late.until(() => late.screens() === 1);
    terminal.write('\n');
    await Promise.all([early.ended(), late.ended()]);
    expect([late.text(), late.text().includes('AAA')]).toEqual([early.text(), false]);
  });
});
