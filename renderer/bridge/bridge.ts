import type { Answer, Method, Params } from '../../shared/ipc/methods';
import type { Bridge, Push } from '../../shared/ipc/push';
import { t } from '../../shared/words/t';

// The window's one way out: calls that always answer, and the push stream. It keeps nothing and interprets nothing;
// what main sends was made by the same types, so it is taken as it comes.

/** What the stores need of the outside; tests hand them a false one. */
export interface Wire {
  readonly call: typeof call;
  readonly onPush: typeof onPush;
}

/** Asks main. Never throws and never rejects: a lost bridge is an answer with a sentence like any other refusal. */
export async function call<M extends Method>(method: M, params: Params<M>): Promise<Answer<M>> {
  const bridge = preloaded();
  if (!bridge) return lost(t`The window is not connected to the app. Close it and open it again.`);
  try {
    return (await bridge.call(method, params)) as Answer<M>;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return lost(t`The app did not answer (${cause}). Reload the window.`);
  }
}

/** Hears everything main sends by itself, until the returned function is called. */
export function onPush(listener: (push: Push) => void): () => void {
  return preloaded()?.onPush(listener) ?? (() => undefined);
}

function preloaded(): Bridge | undefined {
  return (globalThis as { readonly goalpost?: Bridge }).goalpost;
}

function lost(message: string): { readonly ok: false; readonly error: { readonly code: string; readonly message: string } } {
  return { ok: false, error: { code: 'bridge_lost', message } };
}
