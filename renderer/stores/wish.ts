import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A wish to see something elsewhere in the window: made from wherever it was named, taken once by the place that shows it. */
export interface WishStore<T> {
  make(wish: T): void;
  /** It is fulfilled, or what it was for cannot be shown. A newer one stays. */
  end(wish: T): void;
  waiting(): T | undefined;
  /** The wish that waits, where it is one that `isMine` knows. */
  use(isMine?: (wish: T) => boolean): T | undefined;
}

export function createWish<T extends object>(): WishStore<T> {
  const store = createStore<{ readonly wish: T | undefined }>(() => ({ wish: undefined }));
  return {
    make: (wish) => store.setState({ wish }),
    end: (wish) => {
      if (store.getState().wish === wish) store.setState({ wish: undefined });
    },
    waiting: () => store.getState().wish,
    use: (isMine = () => true) => useStore(store, ({ wish }) => (wish && isMine(wish) ? wish : undefined)),
  };
}
