import { type SyncDisposable, toDisposable } from './lifecycle';

/** Listeners of one kind of fact, called in order of subscription. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  on(listener: (value: T) => void): SyncDisposable {
    this.#listeners.add(listener);
    return toDisposable(() => {
      this.#listeners.delete(listener);
    });
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
