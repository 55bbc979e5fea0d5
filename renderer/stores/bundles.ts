import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportedBundle, ExportProgress } from '../../shared/report/exported';
import { call, onPush, type Wire } from '../bridge/bridge';

/** What has come of a thread's export: asked for, at work, done, or failed with a sentence. */
export type BundleState =
  | { readonly status: 'asking' }
  | { readonly status: 'working'; readonly progress: ExportProgress }
  | { readonly status: 'done'; readonly bundle: ExportedBundle }
  | { readonly status: 'failed'; readonly message: string };

type ByThread = Readonly<Record<string, BundleState>>;

export interface Bundles extends StoreApi<ByThread> {
  /** Asks where to, and exports. A second order while the first is at work changes nothing. */
  export(thread: string): Promise<void>;
  cancel(thread: string): Promise<void>;
  /** Shows the result in the file manager. */
  show(thread: string): Promise<void>;
  /** Puts a result or a failure away. */
  close(thread: string): void;
}

export function createBundles(wire: Wire): Bundles {
  const store = createStore<ByThread>(() => ({}));
  const set = (thread: string, state: BundleState) => store.setState({ [thread]: state });
  const close = (thread: string) => {
    const { [thread]: _, ...rest } = store.getState();
    store.setState(rest, true);
  };
  const isAtWork = (thread: string) => ['asking', 'working'].includes(store.getState()[thread]?.status ?? '');
  wire.onPush((push) => {
    // A word that was under way when the export ended comes too late.
    if (push.type !== 'export' || !isAtWork(push.thread)) return;
    const { words, done, of } = push;
    set(push.thread, { status: 'working', progress: { words, done, of } });
  });
  return Object.assign(store, {
    async export(thread: string) {
      if (isAtWork(thread)) return;
      set(thread, { status: 'asking' });
      const answer = await wire.call('bundle/export', { thread });
      if (!answer.ok && answer.error.code !== 'cancelled')
        return set(thread, { status: 'failed', message: answer.error.message });
      const bundle = answer.ok ? answer.value.bundle : null;
      if (bundle === null) close(thread);
      else set(thread, { status: 'done', bundle });
    },
    async cancel(thread: string) {
      await wire.call('bundle/cancel', { thread });
    },
    async show(thread: string) {
      const answer = await wire.call('bundle/show', { thread });
      if (!answer.ok) set(thread, { status: 'failed', message: answer.error.message });
    },
    close,
  });
}

export const bundles = createBundles({ call, onPush });

/** What has come of the thread's export; nothing where none was asked for. */
export function useBundle(thread: string): BundleState | undefined {
  return useStore(bundles, (by) => by[thread]);
}
