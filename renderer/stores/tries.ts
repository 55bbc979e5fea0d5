import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Contract } from '../../shared/goal/contract';
import type { Attempt } from '../../shared/views/tryCheck';
import { call } from '../bridge/bridge';

/** The attempts of one form, by the check's name. */
type Attempts = Readonly<Record<string, Attempt>>;

interface Tries {
  readonly forms: Readonly<Record<string, Attempts>>;
  /** The check whose try is open in a form; another face of the form, or another place, is no reason to close it. */
  readonly shown: Readonly<Record<string, string | null>>;
}

/** Checks that were tried by themselves, by form. The window's alone: no goal rests on them. */
export const triesStore = createStore<Tries>(() => ({ forms: {}, shown: {} }));

const NONE: Attempts = {};

export function useTries(form: string): Attempts {
  return useStore(triesStore, ({ forms }) => forms[form] ?? NONE);
}

export function useShownTry(form: string): string | null {
  return useStore(triesStore, ({ shown }) => shown[form] ?? null);
}

/** Opens the try of a check, in the place of another one; null closes it. */
export function showTry(form: string, check: string | null): void {
  triesStore.setState(({ shown }) => ({ shown: { ...shown, [form]: check } }));
}

export interface TryOrder {
  readonly form: string;
  readonly workspace: string;
  /** Where the form is a goal's. */
  readonly thread?: string;
  readonly contract: Contract;
  readonly check: string;
  /** What the form said of the check. */
  readonly of: string;
}

interface Running {
  readonly order: TryOrder;
  readonly ticket: string;
  readonly ended: Promise<void>;
}

let waiting: readonly TryOrder[] = [];
let running: Running | undefined;

/** Has a check run once those that were asked for before are done: two at a time would see each other's files. */
export function tryCheck(order: TryOrder): void {
  if (isAsked(order.form, order.check)) return;
  set(order, { kind: 'waits' });
  waiting = [...waiting, order];
  next();
}

function isAsked(form: string, check: string): boolean {
  const same = (order: TryOrder | undefined) => order?.form === form && order.check === check;
  return same(running?.order) || waiting.some(same);
}

/** Stops one check of a form, or all of them; answers once nothing of them runs any more. */
export async function stopTries(form: string, check?: string): Promise<void> {
  const meant = (order: TryOrder) => order.form === form && (check === undefined || order.check === check);
  for (const order of waiting.filter(meant)) set(order, undefined);
  waiting = waiting.filter((order) => !meant(order));
  if (running && meant(running.order)) await stopRunning(running);
}

/** How soon a stop is said again. */
const AGAIN_MS = 200;

/** Main looks at the folder before it begins, and a stop that comes by then finds nothing to stop: it is said until the try has ended. */
async function stopRunning({ ticket, ended }: Running): Promise<void> {
  let over = false;
  const end = ended.then(() => {
    over = true;
  });
  while (!over) {
    await call('check/stop', { ticket });
    await Promise.race([end, new Promise((resolve) => setTimeout(resolve, AGAIN_MS))]);
  }
}

function next(): void {
  const [order, ...rest] = waiting;
  if (running || !order) return;
  waiting = rest;
  const ticket = crypto.randomUUID();
  const ended = run(order, ticket).then(() => {
    running = undefined;
    next();
  });
  running = { order, ticket, ended };
}

async function run(order: TryOrder, ticket: string): Promise<void> {
  const { form: _form, of, ...params } = order;
  set(order, { kind: 'running', since: Date.now() });
  const answer = await call('check/try', { ...params, ticket });
  const at = Date.now();
  set(order, answer.ok ? { kind: 'done', of, at, ...answer.value } : { kind: 'refused', of, at, message: answer.error.message });
}

function set({ form, check }: TryOrder, attempt: Attempt | undefined): void {
  triesStore.setState(({ forms }) => {
    const { [check]: _before, ...others } = forms[form] ?? NONE;
    return { forms: { ...forms, [form]: attempt ? { ...others, [check]: attempt } : others } };
  });
}
