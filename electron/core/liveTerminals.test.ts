import { describe, expect, it } from 'vitest';
import { fakeTerminals } from '../../test/fakes/fakeTerminals';
import { LiveTerminals } from './liveTerminals';

const WRAPPED = { file: '/bin/true', args: [], cwd: '/', env: {} };
const order = (id: string, title = id) => ({ id, title, command: WRAPPED, size: { cols: 80, rows: 24 }, store: true });

function registry(bare = false) {
  const terminals = fakeTerminals();
  const changes: string[] = [];
  const live = new LiveTerminals({ terminals, now: () => 5, isBare: () => bare });
  live.onChange((thread) => changes.push(thread));
  return { terminals, live, changes };
}

describe('the terminals of a thread', () => {
  it('are a command’s while it lives', async () => {
    const { live, terminals, changes } = registry();
    await live.open(order('a/c1', 'npm test'));
    expect(live.rows('a')).toEqual([
      { terminal: 'c1', kind: 'command', title: 'npm test', at: 5, running: true, bare: false },
    ]);
    expect(live.rows('b')).toEqual([]);
    await terminals.end('a/c1', { exit: { exit: 0 }, durationMs: 1, bytes: 0 });
    expect([live.rows('a'), live.find('a', 'c1'), changes]).toEqual([[], undefined, ['a', 'a']]);
  });

  it('are none of a command that did not start', async () => {
    const { live, terminals, changes } = registry();
    terminals.refuse('No room.');
    expect(await live.open(order('a/c1'))).toMatchObject({ ok: false });
    expect([live.rows('a'), changes]).toEqual([[], []]);
  });

  it('are a background process’s by its name, and say how it ended', async () => {
    const { live, terminals } = registry(true);
    await live.open(order('a/c1', 'npm run dev'));
    live.keep('a', 'c1', 'p1');
    const row = { terminal: 'c1', kind: 'process', process: 'p1', title: 'npm run dev', at: 5, bare: true };
    expect(live.rows('a')).toEqual([{ ...row, running: true }]);
    await terminals.end('a/c1', { exit: { exit: null, signal: 'SIGKILL' }, durationMs: 1, bytes: 0 });
    expect(live.rows('a')).toEqual([{ ...row, running: false, end: 'ended by SIGKILL' }]);
    live.forget('a', 'c1');
    expect(live.rows('a')).toEqual([]);
  });

  it('are the last opened ones where a model server gives the id of a call twice', async () => {
    const { live, terminals } = registry();
    await live.open(order('a/c1', 'first'));
    live.keep('a', 'c1', 'p1');
    await live.open(order('a/c1', 'second'));
    live.keep('a', 'c1', 'p2');
    expect(live.rows('a').map(({ process, title }) => [process, title])).toEqual([
      ['p1', 'first'],
      ['p2', 'second'],
    ]);
    expect(live.find('a', 'c1')?.title).toBe('second');
    await terminals.end('a/c1', { exit: { exit: 1 }, durationMs: 1, bytes: 0 });
    expect(live.rows('a').map(({ running }) => running)).toEqual([true, false]);
  });

  it('never run when their host has died', async () => {
    const { live, terminals } = registry();
    await live.open(order('a/shell-1', 'Shell 1'), 'shell');
    await terminals.end('a/shell-1', { exit: { exit: null }, durationMs: 1, bytes: 0, hostDied: true });
    expect(live.rows('a')).toEqual([
      {
        terminal: 'shell-1',
        kind: 'shell',
        title: 'Shell 1',
        at: 5,
        bare: false,
        running: false,
        end: 'its terminal host died',
      },
    ]);
  });

  it('that have ended are the last four, and give way to a new one of their name', async () => {
    const { live, terminals } = registry();
    for (const n of [1, 2, 3, 4, 5]) {
      await live.open(order(`a/shell-${n}`), 'shell');
      await terminals.end(`a/shell-${n}`, { exit: { exit: 0 }, durationMs: 1, bytes: 0 });
    }
    expect(live.rows('a').map(({ terminal }) => terminal)).toEqual(['shell-2', 'shell-3', 'shell-4', 'shell-5']);
    await live.open(order('a/shell-3'), 'shell');
    expect(live.rows('a').map(({ terminal, running }) => [terminal, running])).toEqual([
      ['shell-2', false],
      ['shell-4', false],
      ['shell-5', false],
      ['shell-3', true],
    ]);
  });
});
