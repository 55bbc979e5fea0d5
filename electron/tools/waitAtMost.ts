/** Why a wait was over: what was waited for came, the time was up, or the signal was aborted. */
export type Woken<T> = { readonly by: 'done'; readonly value: T } | { readonly by: 'time' } | { readonly by: 'abort' };

/** Waits for `done`, at most `ms` (undefined: without limit), until `signal` aborts. Leaves no timer and no listener behind. */
export function waitAtMost<T>(done: Promise<T>, ms: number | undefined, signal: AbortSignal): Promise<Woken<T>> {
  return new Promise((resolve, reject) => {
    const timer = ms === undefined ? undefined : setTimeout(() => finish({ by: 'time' }), ms);
    const aborted = () => finish({ by: 'abort' });
    const finish = (woken: Woken<T>) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      resolve(woken);
    };
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted, { once: true });
    done.then((value) => finish({ by: 'done', value }), reject);
  });
}
