import { describe, expect, it } from 'vitest';
import type { TerminalRow } from './terminalRow';
import { closingWords, currentTab, endWords, tabBefore, tabName, terminalTabs } from './terminalTabs';

const row = (terminal: string, more: Partial<TerminalRow>): TerminalRow => ({
  terminal,
  kind: 'shell',
  title: terminal,
  at: 1,
  running: true,
  bare: false,
  ...more,
});
const COMMAND = row('c1', { kind: 'command' });
const ENDED = row('c2', { kind: 'process', process: 'p1', running: false });
const SERVER = row('c3', { kind: 'process', process: 'p2', title: 'npm run dev' });
const SHELL = row('shell-1', { title: 'Shell 1' });
const PAST = row('shell-2', { title: 'Shell 2', running: false, end: 'exit 0' });
const ROWS = [COMMAND, ENDED, SERVER, SHELL, PAST];

describe('the tabs of the terminal pane', () => {
  it('are shells, and background processes that live or are looked at', () => {
    expect(terminalTabs(ROWS, null)).toEqual([SERVER, SHELL, PAST]);
    expect(terminalTabs(ROWS, 'c2')).toEqual([ENDED, SERVER, SHELL, PAST]);
  });

  it('give way to the list of commands where the chosen one is gone', () => {
    expect(currentTab([SERVER, SHELL], 'shell-1')).toBe(SHELL);
    expect(currentTab([SERVER], 'shell-1')).toBeUndefined();
    expect(currentTab([SERVER], null)).toBeUndefined();
  });

  it('lead to the one before when one is put away', () => {
    expect([tabBefore([SERVER, SHELL], 'shell-1'), tabBefore([SERVER, SHELL], 'c3'), tabBefore([], 'x')]).toEqual([
      'c3',
      null,
      null,
    ]);
  });

  it('say what they are, how they ended, and what closing ends', () => {
    expect([tabName(SERVER), tabName(SHELL)]).toEqual(['p2', 'Shell 1']);
    expect([endWords(PAST), endWords(ENDED), endWords({ ...PAST, end: 'ended with the app' })]).toEqual([
      'ended: exit 0',
      'ended',
      'ended with the app',
    ]);
    expect(closingWords(SHELL, ['sleep', 'sleep'])).toBe('sleep runs in it, and is ended.');
    expect(closingWords(SHELL, ['node', 'sleep'])).toBe('node, sleep run in it, and are ended.');
    expect(closingWords(SERVER, ['npm run dev'])).toBe(
      'The agent left npm run dev running. It is ended with all its children, and the agent is told.',
    );
  });
});
