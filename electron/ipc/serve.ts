import type { z } from 'zod';
import { type Answer, type Method, methodParams } from '../../shared/ipc/methods';
import type { Caller } from './caller';
import type { Fault, Handlers } from './ipc';
import { notPlainJson } from './plainJson';

/** The window's frame that a call came from, as far as the door looks at it. */
export interface Sender {
  /** Undefined where the frame is gone already. */
  readonly url: string | undefined;
  readonly isMainFrame: boolean;
  /** Whether its contents belong to a window that we opened. */
  readonly isOurWindow: boolean;
}

/** Where a call comes from, and the way back to it alone. */
export type CallingPage = Sender & Caller;

export interface ServeOptions {
  readonly handlers: Handlers;
  /** Where our pages come from, such as `app://goalpost`. */
  readonly origins: readonly string[];
  /** Told of what is a bug of ours; never of parameters, which may hold a key. */
  readonly report: (method: string, thrown: unknown) => void;
}

export type Serve = (sender: CallingPage, method: unknown, params: unknown) => Promise<Answer<Method>>;

/** The one door for calls of a window: whose call it is, that the method exists, and that its parameters parse. Never rejects. */
export function createServe({ handlers, origins, report }: ServeOptions): Serve {
  return async (sender, method, params) => {
    if (!isOurs(sender, origins)) return refusal('forbidden', 'Only the app’s own window may call.');
    if (!isMethod(method)) return refusal('unknown_method', `There is no method ${shown(method)}.`);
    const parsed = parseParams(method, params);
    if (!parsed.ok) return parsed;
    try {
      const handle = handlers[method] as (params: unknown, caller: Caller) => ReturnType<Handlers[Method]>;
      const result = await handle(parsed.value, sender);
      return result.ok ? { ok: true, value: result.value } : refusal(result.error.code, result.error.message);
    } catch (thrown) {
      return faultOf(method, thrown, report);
    }
  };
}

export function isOurs(sender: Sender, origins: readonly string[]): boolean {
  if (!sender.isOurWindow || !sender.isMainFrame || sender.url === undefined) return false;
  return URL.canParse(sender.url) && origins.includes(originOf(sender.url));
}

/** `scheme://host`: what `URL.origin` answers, also for a scheme of our own. */
export function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

function isMethod(method: unknown): method is Method {
  return typeof method === 'string' && Object.hasOwn(methodParams, method);
}

type ParsedCall = { readonly ok: true; readonly value: unknown } | Extract<Answer<Method>, { ok: false }>;

function parseParams(method: Method, params: unknown): ParsedCall {
  const fault = notPlainJson(params);
  if (fault !== undefined) return refusal('bad_params', `What ${method} was given ${fault}.`);
  const parsed = (methodParams[method] as z.ZodType).safeParse(params);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  return refusal('bad_params', `${method}: ${path === '' ? '' : `${path}: `}${issue?.message ?? 'does not parse'}`);
}

function faultOf(method: Method, thrown: unknown, report: ServeOptions['report']): Answer<Method> {
  // The store throws what the disk did to it, in a sentence with the remedy: no bug of ours.
  if (thrown instanceof Error && thrown.name === 'StoreFailure') return refusal('store', thrown.message);
  report(method, thrown);
  return refusal('internal', `${method} failed inside the app. Try again; if it stays so, restart the app.`);
}

/** Long enough for every method's name. */
const MAX_SHOWN = 40;

function shown(method: unknown): string {
  return typeof method === 'string' ? JSON.stringify(method.slice(0, MAX_SHOWN)) : 'of that kind';
}

function refusal(code: Fault['code'], message: string): Extract<Answer<Method>, { ok: false }> {
  return { ok: false, error: { code, message } };
}
