import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TerminalHostNews, TerminalRow } from '../../shared/views/terminalRow';
import { call, onPush, type Wire } from '../bridge/bridge';

/** What became of the terminal host, until it is put away: `lost` is what went with it when it died. */
export interface HostLoss extends TerminalHostNews {
  readonly lost: string | null;
}

export interface Terminals {
  /** The terminals of the threads that were looked at, as main has them now. */
  readonly of: Readonly<Record<string, readonly TerminalRow[]>>;
  readonly host: HostLoss | null;
}

export interface TerminalStore extends StoreApi<Terminals> {
  load(thread: string): Promise<void>;
  /** Puts the word on the host away. */
  dismiss(): void;
}

/** Which terminals live, and whether their host does. Their bytes never come here. */
export function createTerminals(wire: Wire): TerminalStore {
  const store = createStore<Terminals>(() => ({ of: {}, host: null }));
  const pushed = new Set<string>();
  const set = (thread: string, rows: readonly TerminalRow[]) => store.setState(({ of }) => ({ of: { ...of, [thread]: rows } }));
  wire.onPush((push) => {
    if (push.type === 'ptyHost') store.setState(({ host }) => ({ host: withNews(host, push) }));
    if (push.type !== 'terminals') return;
    pushed.add(push.thread);
    set(push.thread, push.terminals);
  });
  const load = async (thread: string) => {
    pushed.delete(thread);
    const answer = await wire.call('terminal/list', { thread });
    if (!answer.ok) return;
    // A push that came meanwhile is newer than the answer.
    if (!pushed.has(thread)) set(thread, answer.value.terminals);
    const { host } = answer.value;
    if (host && !store.getState().host) store.setState({ host: withNews(null, host) });
  };
  return Object.assign(store, { load, dismiss: () => store.setState({ host: null }) });
}

function withNews(known: HostLoss | null, { state, words }: TerminalHostNews): HostLoss | null {
  if (state === 'lost') return { state, words, lost: words };
  if (state === 'back' && known === null) return null;
  return { state, words, lost: known?.lost ?? null };
}

export const terminals = createTerminals({ call, onPush });

const NONE: readonly TerminalRow[] = [];

/** The thread's terminals, asked for when somebody first looks. */
export function useTerminals(thread: string): readonly TerminalRow[] {
  useEffect(() => {
    void terminals.load(thread);
  }, [thread]);
  return useStore(terminals, ({ of }) => of[thread] ?? NONE);
}

export function useHostLoss(): HostLoss | null {
  return useStore(terminals, ({ host }) => host);
}
