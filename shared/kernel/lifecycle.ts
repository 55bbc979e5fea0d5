/** Something that holds a resource until it is disposed. Disposing twice does nothing. */
export interface Disposable {
  dispose(): void | Promise<void>;
}

/** Owns disposables and releases them in reverse order of acquisition. */
export class DisposableStore implements Disposable {
  #owned: Disposable[] = [];
  #disposed = false;

  own<T extends Disposable>(item: T): T {
    if (this.#disposed) throw new Error('own() after dispose(): the item would leak');
    this.#owned.push(item);
    return item;
  }

  async dispose(): Promise<void> {
    if (this.#disposed) return;
    this.#disposed = true;
    for (const item of this.#owned.reverse()) await item.dispose();
    this.#owned = [];
  }
}

/** What is released at once: nothing has to be awaited. */
export interface SyncDisposable extends Disposable {
  dispose(): void;
}

export function toDisposable(dispose: () => void): SyncDisposable {
  let done = false;
  return {
    dispose() {
      if (done) return;
      done = true;
      dispose();
    },
  };
}
