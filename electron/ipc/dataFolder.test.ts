import { expect, it } from 'vitest';
import { err, ok } from '../../shared/kernel/result';
import { prunable } from '../../shared/thread/checkpoints/prune';
import type { Command } from '../../shared/thread/commands';
import { newThread, type ThreadState } from '../../shared/thread/state';
import { dataHandlers } from './dataFolder';
import type { WindowParts } from './ipc';

const WORKSPACE = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };

/** A thread that holds so many checkpoints which nothing cites. */
function thread(id: string, uncited: number): ThreadState {
  const opened = newThread(id, 0, { workspace: WORKSPACE, model: { api: 'scripted', script: 'x' } });
  const row = { tree: 't', reason: 'turn', at: 1, cited: false, revert: null };
  const checkpoints = Array.from({ length: uncited }, (_, n) => ({ ...row, id: `c${n}`, anchor: n }));
  return { ...opened, topic: `goal ${id}`, checkpoints } as unknown as ThreadState;
}

/** Threads as the engine lists and reads them. None may be kept: a look over all of them must not hold them all in memory. */
function place(threads: readonly ThreadState[], options: { readonly damaged?: string; readonly refuses?: string } = {}) {
  const orders: (readonly [string, Command])[] = [];
  const driven: string[] = [];
  const engine = {
    listed: () => [
      ...threads.map(({ thread: id }) => ({ thread: id })),
      ...(options.damaged ? [{ thread: options.damaged }] : []),
    ],
    read: (id: string) => {
      if (id === options.damaged) throw new Error('does not read');
      return threads.find((state) => state.thread === id);
    },
    submit: (id: string, command: Command) => {
      if (id === options.refuses) return err({ code: 'closed', message: 'Goalpost is closing.' });
      orders.push([id, command]);
      return ok(threads[0]);
    },
    drive: (id: string) => driven.push(id),
  };
  const parts = { core: { engine, sandbox: ok('enforced') }, data: {} } as unknown as Pick<WindowParts, 'core' | 'data'>;
  return { handlers: dataHandlers(parts), orders, driven };
}

it('tells which threads hold checkpoints that nothing cites, reads each, keeps none, and passes over one that does not read', async () => {
  const held = thread('a', 3);
  expect(prunable(held)).toHaveLength(3);
  const { handlers } = place([held, thread('b', 0)], { damaged: 'c' });
  expect(await handlers.uncited()).toEqual({ ok: true, value: { uncited: [{ thread: 'a', title: 'goal a', checkpoints: 3 }] } });
});

it('lets go of them by an order to each thread, and tells which refused', async () => {
  const { handlers, orders, driven } = place([thread('a', 1), thread('b', 2), thread('d', 0)], { refuses: 'b' });
  expect(await handlers.letGo()).toEqual({ ok: true, value: { refused: ['goal b: Goalpost is closing.'] } });
  expect(orders).toEqual([['a', { type: 'checkpoints.prune', by: 'user' }]]);
  expect(driven).toEqual(['a']);
});
