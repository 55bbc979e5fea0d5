import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callTerminal } from '../../shared/terminal/callTerminal';
import type { TerminalRow } from '../../shared/views/terminalRow';
import { forkedTerminals, startPtyHost } from '../../test/rigs/ptyHost';
import type { HostChannel, Terminal, Terminals } from '../terminals/terminals';
import { LiveTerminals } from './liveTerminals';

let dataDir: string;
let terminals: Terminals;
let host: HostChannel;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'goalpost terminals-'));
  terminals = forkedTerminals(dataDir, {
    start: () => {
      host = startPtyHost();
      return host;
    },
  });
});
afterAll(async () => {
  await terminals.dispose();
  rmSync(dataDir, { recursive: true, force: true });
});

function registry(bare = false) {
  const changes: string[] = [];
  const live = new LiveTerminals({ terminals, now: () => 5, isBare: () => bare });
  live.onChange((thread) => changes.push(thread));
  return { live, changes };
}

/** Runs until it reads a line, and ends with its number. */
const UNTIL_TOLD = 'read -r code; exit $code';

async function open(live: LiveTerminals, id: string, title = id, kind?: 'shell', command = UNTIL_TOLD): Promise<Terminal> {
  const wrapped = { file: '/bin/bash', args: ['--norc', '-c', command], cwd: '/', env: {} };
  const opened = await live.open({ id, title, command: wrapped, size: { cols: 80, rows: 24 }, store: false }, kind);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function end(terminal: Terminal, code = 0): Promise<void> {
  terminal.write(`${code}\r`);
  await terminal.ended;
}

const titles = (rows: readonly TerminalRow[]) => rows.map(({ terminal, running }) => (running ? terminal : `${terminal} ended`));

describe('the terminals of a thread', () => {
  it('are a command’s while it lives', async () => {
    const { live, changes } = registry();
    const terminal = await open(live, 'a/c1', 'npm test');
    expect(live.rows('a')).toEqual([{ terminal: 'c1', kind: 'command', title: 'npm test', at: 5, running: true, bare: false }]);
    expect([live.rows('b'), live.find('a', 'c1')]).toEqual([[], terminal]);
    await end(terminal);
    expect([live.rows('a'), live.find('a', 'c1'), changes]).toEqual([[], undefined, ['a', 'a']]);
  });

  it('are none of a command that did not start', async () => {
    const { live, changes } = registry();
    const command = { file: '/nowhere/at/all', args: [], cwd: '/', env: {} };
    const opened = await live.open({ id: 'a/c1', title: 'x', command, size: { cols: 80, rows: 24 }, store: false });
    expect([opened.ok, live.rows('a'), changes]).toEqual([false, [], []]);
  });

  it('are a background process’s by its name, and say how it ended until that is put away', async () => {
    const { live } = registry(true);
    const terminal = await open(live, 'a/c1', 'npm run dev');
    live.keep('a', 'c1', 'p1');
    const row = { terminal: 'c1', kind: 'process', process: 'p1', title: 'npm run dev', at: 5, bare: true };
    expect(live.rows('a')).toEqual([{ ...row, running: true }]);
    live.forget('a', 'c1');
    expect(live.rows('a')).toEqual([{ ...row, running: true }]);
    await end(terminal, 3);
    expect(live.rows('a')).toEqual([{ ...row, running: false, end: 'exit 3' }]);
    live.forget('a', 'c1');
    expect(live.rows('a')).toEqual([]);
  });

  it('have names of their own where a model server gives the id of a call twice', async () => {
    const { live } = registry();
    const first = await open(live, 'a/c1', 'first');
    live.keep('a', 'c1', 'p1');
    const second = await open(live, 'a/c1', 'second');
    expect(live.rows('a').map(({ terminal, kind, title }) => [terminal, kind, title])).toEqual([
      ['c1', 'process', 'first'],
      ['c1~2', 'command', 'second'],
    ]);
    expect(live.find('a', 'c1')).toBe(second);
    live.keep('a', 'c1', 'p2');
    expect([live.find('a', 'c1'), live.find('a', 'c1~2')]).toEqual([first, second]);
    await Promise.all([end(first), end(second)]);
    expect(live.rows('a').map(({ process, running }) => [process, running])).toEqual([
      ['p1', false],
      ['p2', false],
    ]);
  });

  it('are a shell’s by its name, however a model server calls its calls', async () => {
    const { live } = registry();
    const shell = await open(live, 'd/shell-1', 'Shell 1', 'shell');
    const command = await open(live, `d/${callTerminal('shell-1')}`, 'read');
    expect([live.find('d', 'shell-1'), live.find('d', callTerminal('shell-1'))]).toEqual([shell, command]);
    live.keep('d', 'shell-1', 'p1');
    expect(live.rows('d').map(({ kind, process }) => [kind, process])).toEqual([
      ['shell', undefined],
      ['process', 'p1'],
    ]);
    await Promise.all([end(shell), end(command)]);
  });

  it('that have ended are the last four, and give way to a new one of their name', async () => {
    const { live } = registry();
    for (const n of [1, 2, 3, 4, 5]) await end(await open(live, `b/shell-${n}`, `Shell ${n}`, 'shell'));
    expect(titles(live.rows('b'))).toEqual([2, 3, 4, 5].map((n) => `shell-${n} ended`));
    const again = await open(live, 'b/shell-3', 'Shell 3', 'shell');
    expect(titles(live.rows('b'))).toEqual(['shell-2 ended', 'shell-4 ended', 'shell-5 ended', 'shell-3']);
    await end(again);
  });

  it('are never running when their host has died', async () => {
    const { live } = registry();
    const [shell, command] = [await open(live, 'c/shell-1', 'Shell 1', 'shell'), await open(live, 'c/c1')];
    process.kill(host.pid ?? 0, 'SIGKILL');
    await Promise.all([shell.ended, command.ended]);
    const row = { terminal: 'shell-1', kind: 'shell', title: 'Shell 1', at: 5, bare: false };
    expect(live.rows('c')).toEqual([{ ...row, running: false, end: 'its terminal host died' }]);
  });
});
