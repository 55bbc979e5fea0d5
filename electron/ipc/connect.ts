import type { Push } from '../../shared/ipc/push';
import { type Disposable, DisposableStore } from '../../shared/kernel/lifecycle';
import { createHandlers } from './handlers';
import type { WindowParts } from './ipc';
import type { CallDoor } from './listen';
import { Pushes } from './push';
import { createServe } from './serve';
import { wakeThreads } from './wake';

export interface ConnectedWindows {
  readonly send: (push: Push) => void;
  readonly calls: Pick<CallDoor, 'answerBy'>;
  /** Where our pages come from. */
  readonly origins: readonly string[];
  readonly report: (where: string, thrown: unknown) => void;
}

/** Joins a running core with the windows: their calls are answered, they are told what happens, and the threads go on. */
export function connectWindows(parts: WindowParts, windows: ConnectedWindows): Disposable {
  const owned = new DisposableStore();
  const pushes = owned.own(new Pushes(parts.core, windows.send));
  const { origins, report } = windows;
  const serve = createServe({ handlers: createHandlers(parts, pushes), origins, report });
  windows.calls.answerBy(serve);
  wakeThreads(parts.core, (thread, thrown) => report(`thread ${thread}`, thrown));
  return owned;
}
