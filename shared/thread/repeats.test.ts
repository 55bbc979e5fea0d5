import { describe, expect, it } from 'vitest';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import type { ToolReport } from './commands';

const READ = { name: 'read_file', args: { path: 'a.js' } };
const MAKE = { name: 'shell', args: { command: 'make' } };

/** Makes the calls one after the other, each in an answer of its own; says after each whether it was pointed out. */
function pointedOut(
  calls: readonly { name: string; args: Record<string, unknown> }[],
  tool: (nth: number) => Partial<ToolReport> = () => ({}),
  between: (thread: SimulatedThread, nth: number) => void = () => undefined,
): (number | undefined)[] {
  let nth = 0;
  const thread = new SimulatedThread().activate();
  thread.world.tool = () => ({ status: 'ok', output: 'exit 1 after 2 s\nred', durationMs: 1, ...tool(nth) });
  for (const { name, args } of calls) {
    nth += 1;
    between(thread, nth);
    thread.world.replies.push({ items: [call(name, args)] });
    thread.run();
  }
  return thread.of('tool.finished').map(({ repeat }) => repeat);
}

describe('a call that is made again and again', () => {
  it('with the same outcome is pointed out the third time and from then on', () => {
    expect(pointedOut([MAKE, MAKE, MAKE, MAKE])).toEqual([undefined, undefined, 3, 4]);
  });

  it('is told in one sentence, after the answer as it is, what to do instead', () => {
    const thread = new SimulatedThread().activate();
    for (let nth = 0; nth < 3; nth += 1) thread.world.replies.push({ items: [call('shell', { command: 'make' })] });
    thread.run();
    expect(thread.of('tool.finished').at(-1)?.output).toMatch(
      /^done\n\[You have made this same shell call 3 times in a row with the same outcome.*try another way, or report blocked/,
    );
  });

  it('counts the same outcome although it took another time', () => {
    const timed = (nth: number) => ({ output: `exit 1 after ${nth}.5 s\nred` });
    expect(pointedOut([MAKE, MAKE, MAKE], timed)).toEqual([undefined, undefined, 3]);
  });

  it('goes by the whole stored output, where it differs beyond what is shown', () => {
    const stored = (nth: number) => ({ stored: { sha256: `${nth}`.padStart(64, '0'), bytes: 9 } });
    expect(pointedOut([MAKE, MAKE, MAKE], stored)).toEqual([undefined, undefined, undefined]);
  });

  it.each<[string, (nth: number) => Partial<ToolReport>]>([
    ['another output', (nth) => ({ output: `${nth} failing` })],
    ['another exit', (nth) => ({ exit: nth })],
    ['another status', (nth) => ({ status: nth === 2 ? 'failed' : 'ok' })],
  ])('is new with %s', (_what, tool) => {
    expect(pointedOut([MAKE, MAKE, MAKE], tool)).toEqual([undefined, undefined, undefined]);
  });

  it('is new after another call that may have changed the tree, but not after one that only looked', () => {
    const other = { name: 'shell', args: { command: 'touch b' } };
    expect(pointedOut([MAKE, MAKE, other, MAKE])).toEqual([undefined, undefined, undefined, undefined]);
    expect(pointedOut([MAKE, READ, MAKE, READ, MAKE, READ])).toEqual(Array(4).fill(undefined).concat([3, undefined]));
  });

  it('is new on another tree', () => {
    const moved = (thread: SimulatedThread, nth: number) => {
      if (nth < 3) return;
      thread.world.tree = 'tree1';
      thread.world.replies.push({ items: [call('run_check', { id: 'tests' })] });
      thread.run();
    };
    expect(pointedOut([MAKE, MAKE, MAKE], undefined, moved)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is new once the user has resumed', () => {
    const resumed = (thread: SimulatedThread, nth: number) => {
      if (nth < 3) return;
      thread.submit({ type: 'goal.pause', by: 'user', reason: 'paused' });
      thread.submit({ type: 'goal.resume', by: 'user', reason: 'resumed' });
    };
    expect(pointedOut([MAKE, MAKE, MAKE], undefined, resumed)).toEqual([undefined, undefined, undefined]);
  });

  it('with arguments that are refused is pointed out too, and waiting never is', () => {
    expect(pointedOut([1, 2, 3].map(() => ({ name: 'shell', args: { cmd: 'x' } })))).toEqual([undefined, undefined, 3]);
    expect(pointedOut([1, 2, 3].map(() => ({ name: 'wait', args: { for: 'time', ms: 5 } })))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('leaves little behind, however many different calls are made', () => {
    const thread = new SimulatedThread().activate();
    for (let nth = 0; nth < 20; nth += 1) thread.world.replies.push({ items: [call('read_file', { path: `${nth}.js` })] });
    thread.run();
    expect(thread.now.repeats).toHaveLength(8);
    expect(JSON.stringify(thread.now.repeats).length).toBeLessThan(600);
  });
});
