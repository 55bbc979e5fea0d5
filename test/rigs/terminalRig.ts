import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, onTestFinished } from 'vitest';
import { isAlive } from '../../electron/pty/processTree';
import type { HostChannel, HostNews, Terminal, TerminalOrder, Terminals } from '../../electron/terminals/terminals';
import { forkedTerminals, startPtyHost } from './ptyHost';

/** Terminals of the real host in a folder that each test has for itself. */
export function terminalRig() {
  let folder = '';
  beforeEach((test) => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost terminals é-')));
    // The first that is put off is the last that is done: a host that still lives would make its folders anew.
    test.onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  });

  const orderOf = (command: string, more: Partial<TerminalOrder> = {}): TerminalOrder => ({
    id: 'thread/call',
    command: {
      file: '/bin/bash',
      args: ['--noprofile', '--norc', '-c', command],
      cwd: folder,
      env: { PATH: process.env.PATH ?? '', WORD: 'ü ✓' },
    },
    size: { cols: 90, rows: 33 },
    title: command,
    store: true,
    ...more,
  });
  const begun = async (terminals: Terminals, command: string, more: Partial<TerminalOrder> = {}): Promise<Terminal> => {
    const opened = await terminals.open(orderOf(command, more));
    if (!opened.ok) throw new Error(opened.error.message);
    return opened.value;
  };
  /** 0 until a command has written it. */
  const pidIn = (name: string) => Number(existsSync(join(folder, name)) && readFileSync(join(folder, name), 'utf8'));
  return { folder: () => folder, watched: (start?: () => HostChannel) => watched(folder, start), orderOf, begun, pidIn };
}

/** The real host, with every one that was started and every word on them. */
function watched(folder: string, start: () => HostChannel = startPtyHost) {
  const hosts: HostChannel[] = [];
  const news: HostNews[] = [];
  const terminals = forkedTerminals(folder, {
    start: () => {
      const host = start();
      hosts.push(host);
      return host;
    },
  });
  terminals.onNews((each) => news.push(each));
  onTestFinished(() => terminals.dispose());
  return { terminals, hosts, news, pid: (index: number) => hosts[index]?.pid as number };
}

/** Looks until the words were seen; answers all of it. */
export async function seen(terminal: Terminal, words: string): Promise<string> {
  let text = '';
  while (!text.includes(words)) {
    text += (await terminal.look()).text;
    await moment();
  }
  return text;
}

export async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await moment();
}

const moment = () => new Promise((resolve) => setImmediate(resolve));

export const dead = (pid: number): boolean => !isAlive(pid);
