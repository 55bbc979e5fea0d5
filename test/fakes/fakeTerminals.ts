import type { TerminalEnd, TerminalOrder, Terminals } from '../../electron/terminals/terminals';
import { Emitter } from '../../shared/kernel/emitter';
import { err, ok } from '../../shared/kernel/result';
import type { TerminalHostNews } from '../../shared/views/terminalRow';

/** Terminals without a host: what was ordered is noted, and the test says how each ends. */
export function fakeTerminals() {
  const orders: TerminalOrder[] = [];
  const killed: string[] = [];
  const attached: { readonly id: string; readonly port: unknown; readonly input: boolean }[] = [];
  const news = new Emitter<TerminalHostNews>();
  const ends: { readonly id: string; readonly end: (result: TerminalEnd) => void }[] = [];
  let refusal: string | undefined;
  const lives = (id: string) => ends.some((live) => live.id === id);
  const end = async (id: string, result: TerminalEnd) => {
    const at = ends.findLastIndex((live) => live.id === id);
    ends.splice(at, 1)[0]?.end(result);
    await Promise.resolve();
  };
  const terminals: Terminals = {
    open: async (order) => {
      if (refusal !== undefined) return err({ code: 'spawn_failed', message: refusal });
      orders.push(order);
      const ended = new Promise<TerminalEnd>((resolve) => ends.push({ id: order.id, end: resolve }));
      return ok({
        id: order.id,
        title: order.title,
        startedAt: 0,
        ended,
        result: undefined,
        look: async () => ({ text: '', cut: false, typed: '' }),
        write: () => undefined,
        resize: () => undefined,
        freeze: () => undefined,
        kill: async () => {
          killed.push(order.id);
          await end(order.id, { exit: { exit: null, signal: 'SIGTERM' }, durationMs: 1, bytes: 0 });
          return ended;
        },
      });
    },
    attach: async (id, port, { input }) => {
      if (!lives(id)) return false;
      attached.push({ id, port, input });
      return true;
    },
    onNews: (listener) => news.on(listener),
    dispose: () => undefined,
  };
  return {
    ...terminals,
    orders,
    killed,
    attached,
    end,
    tell: (word: TerminalHostNews) => news.emit(word),
    refuse: (message: string) => {
      refusal = message;
    },
  };
}
