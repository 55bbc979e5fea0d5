import { describe, expect, it } from 'vitest';
import { callTerminal } from './callTerminal';

describe('the name of a call’s terminal', () => {
  it('is the id of the call, as servers give them', () => {
    expect(['call_Ab3', 'a/../b', 'my-shell-1'].map(callTerminal)).toEqual(['call_Ab3', 'a/../b', 'my-shell-1']);
  });

  it('is never that of a shell, nor of another call', () => {
    const calls = ['shell-1', '~shell-1', '~', '', '~:', 'shell-', 'x'.repeat(201), 'y'.repeat(100_000)];
    const names = calls.map(callTerminal);
    expect(names.slice(0, -2)).toEqual(['~shell-1', '~~shell-1', '~~', '~', '~~:', '~shell-']);
    expect([new Set(names).size, names.every((name) => name.length > 0 && name.length <= 256)]).toEqual([calls.length, true]);
  });
});
