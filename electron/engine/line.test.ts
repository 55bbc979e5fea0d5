import { describe, expect, it } from 'vitest';
import { Line } from './line';

const NEVER = new AbortController().signal;

/** A line in which those named `u…` go first; `served` are the threads in the order in which they got a place. */
function rig(limit: number) {
  const served: string[] = [];
  let changes = 0;
  const line = new Line({ limit, goesFirst: (thread) => thread.startsWith('u'), changed: () => changes++ });
  const enter = (thread: string, signal: AbortSignal = NEVER) =>
    line.enter(thread, signal).then((entered) => {
      if (entered) served.push(thread);
      return entered;
    });
  const leave = async () => {
    line.leave();
    for (let round = 0; round < 4; round += 1) await Promise.resolve();
  };
  return { line, enter, leave, served, changes: () => changes };
}

describe('a line', () => {
  it('gives places up to its limit at once, and then in the order in which they were asked for', async () => {
    const { line, enter, leave, served } = rig(2);
    for (const thread of ['a', 'b', 'c', 'd']) void enter(thread);
    await leave();
    expect([served, line.order()]).toEqual([['a', 'b', 'c'], ['d']]);
    await leave();
    await leave();
    void enter('e');
    expect(line.order()).toEqual([]);
  });

  it('serves those that go first before those that came earlier, and one of the others after every three of them', async () => {
    const { line, enter, leave, served } = rig(1);
    for (const thread of ['a', 'b', 'c', 'u1', 'u2', 'u3', 'u4', 'u5']) void enter(thread);
    const foretold = line.order();
    while (line.order().length > 0) await leave();
    expect(served).toEqual(['a', 'u1', 'u2', 'u3', 'b', 'u4', 'u5', 'c']);
    expect(foretold).toEqual(served.slice(1));
  });

  it('never starves the others, however many go first', async () => {
    const { line, enter, leave, served } = rig(1);
    void enter('a');
    void enter('b');
    for (let n = 0; !served.includes('b'); n += 1) {
      expect(n).toBeLessThan(5);
      void enter(`u${n}`);
      await leave();
    }
    expect(line.order().every((thread) => thread.startsWith('u'))).toBe(true);
  });

  it('forgets who is called off, and takes no place for them', async () => {
    const { line, enter, leave, served } = rig(1);
    const off = new AbortController();
    void enter('a');
    const calledOff = enter('b', off.signal);
    void enter('c');
    off.abort();
    expect([await calledOff, line.order()]).toEqual([false, ['c']]);
    await leave();
    expect(served).toEqual(['a', 'c']);
    expect(await enter('d', AbortSignal.abort())).toBe(false);
  });

  it('admits more when its limit is raised, and fewer as places are left when it is lowered', async () => {
    const { line, enter, leave, served } = rig(1);
    for (const thread of ['a', 'b', 'c', 'd', 'e']) void enter(thread);
    line.setLimit(3);
    await Promise.resolve();
    expect(line.order()).toEqual(['d', 'e']);
    line.setLimit(1);
    await leave();
    await leave();
    expect(line.order()).toEqual(['d', 'e']);
    await leave();
    expect(served).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tells when somebody begins to wait or waits no more', async () => {
    const { enter, leave, changes } = rig(1);
    const off = new AbortController();
    void enter('b');
    const atOnce = changes();
    void enter('c', off.signal);
    const waiting = changes();
    off.abort();
    const calledOff = changes();
    void enter('d');
    await leave();
    expect([waiting > atOnce, calledOff > waiting, changes() > calledOff + 1]).toEqual([true, true, true]);
  });
});
