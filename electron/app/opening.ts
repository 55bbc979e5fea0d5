import type { Disposable } from '../../shared/kernel/lifecycle';
import type { Result } from '../../shared/kernel/result';

/** Something that is opened once, on demand, and tried again after a failure; disposing waits for an opening under way. */
export interface Opening<T extends Disposable, E> extends Disposable {
  open(): Promise<Result<T, E>>;
}

export function openedOnce<T extends Disposable, E>(open: () => Promise<Result<T, E>>): Opening<T, E> {
  let opening: Promise<Result<T, E>> | undefined;
  return {
    async open() {
      opening ??= open();
      const mine = opening;
      const result = await mine;
      if (!result.ok && opening === mine) opening = undefined;
      return result;
    },
    async dispose() {
      const result = await opening;
      if (result?.ok) await result.value.dispose();
    },
  };
}
