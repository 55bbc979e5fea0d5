import { commandsOf } from '../../electron/ipc/windowCommand';
import type { AppInfo, Method, WindowCommand } from '../../shared/ipc/methods';
import type { Bridge, Push } from '../../shared/ipc/push';
import type { Settings } from '../../shared/ipc/settingsMethods';
import type { RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { leftBehind, suggestedPlace } from '../../shared/thread/suggestPlace';
import { HEALTH_IDS, type HealthFact } from '../../shared/views/health';
import { threadRow } from '../../shared/views/threadRow';
import type { SimulatedThread } from './simulatedThread';

/** What main would hold: threads by id, settings, and what `app/info` says. */
export interface FakeApp {
  readonly threads: ReadonlyMap<string, SimulatedThread>;
  settings: Settings;
  readonly info: AppInfo;
  /** What is found of the machine; all well where it is left out. */
  readonly health?: readonly HealthFact[];
}

const HEALTHY: readonly HealthFact[] = HEALTH_IDS.map((id) => ({ id, state: 'works', words: 'tried' }));

type Handler = (params: Record<string, unknown>) => unknown;

class Refused extends Error {}

/**
 * A bridge without main: the threads are simulated, their orders are decided and folded by the real core, and what came of an
 * order is pushed as main would push it. Methods it does not know are refused like unknown ones.
 */
export function createFakeBridge(app: FakeApp, more: Readonly<Partial<Record<Method, Handler>>> = {}) {
  const listeners = new Set<(push: Push) => void>();
  const push = (sent: Push) => {
    for (const listener of [...listeners]) listener(sent);
  };
  const handlers: Partial<Record<Method, Handler>> = { ...basics(app), ...threadHandlers(app, push), ...more };
  const bridge: Bridge = {
    window: 'w1',
    call: async (method, params) => answer(handlers[method as Method], params),
    onPush: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { bridge, push };
}

async function answer(handler: Handler | undefined, params: unknown): Promise<unknown> {
  if (!handler) return refusal('not_faked', 'The fake bridge does not answer this method.');
  try {
    return { ok: true, value: await handler(params as Record<string, unknown>) };
  } catch (error) {
    if (error instanceof Refused) return refusal('refused', error.message);
    throw error;
  }
}

function refusal(code: string, message: string) {
  return { ok: false, error: { code, message } };
}

function basics(app: FakeApp): Partial<Record<Method, Handler>> {
  const keep = (changes: Partial<Settings>) => {
    app.settings = { ...app.settings, ...changes };
    return app.settings;
  };
  return {
    'app/info': () => app.info,
    'machine/health': () => ({ facts: app.health ?? HEALTHY }),
    'threads/queue': () => ({}),
    'terminal/list': () => ({ terminals: [], host: null }),
    'terminal/screen': () => ({ screen: null, fault: null }),
    'settings/get': () => app.settings,
    'settings/save': (settings) => keep(settings),
    'key/save': () => keep({ key: 'keychain' }),
    'key/remove': () => keep({ key: 'none' }),
  };
}

function threadHandlers(app: FakeApp, push: (sent: Push) => void): Partial<Record<Method, Handler>> {
  const find = ({ thread }: Record<string, unknown>) => {
    const found = app.threads.get(String(thread));
    if (!found) throw new Refused(`There is no thread "${String(thread)}".`);
    return { id: String(thread), found };
  };
  return {
    'threads/list': () => [...app.threads].map(([id, thread]) => threadRow(named(thread.now, id))),
    'thread/open': (params) => {
      const { id, found } = find(params);
      return { state: named(found.now, id), seq: found.events.length, events: [...found.events] };
    },
    'thread/events': (params) => find(params).found.events.filter((event) => event.seq > Number(params.after)),
    'place/look': (params) => {
      const { root } = find(params).found.now.source;
      const suggested = suggestedPlace({ dirty: 2, others: [] });
      return { root, branch: 'main', dirty: 2, suggested, left: leftBehind(['node_modules/']) ?? null };
    },
    'thread/command': (params) => {
      const { id, found } = find(params);
      const before = found.events.length;
      carryOut(found, params.command as WindowCommand);
      pushNews(push, id, found, found.events.slice(before));
      return { seq: found.events.length };
    },
  };
}

/** Sends what a thread has come to, as main does after every order. */
export function pushNews(
  push: (sent: Push) => void,
  id: string,
  thread: SimulatedThread,
  events: readonly RecordedEvent[],
): void {
  for (const event of events) push({ type: 'event', thread: id, event });
  push({ type: 'row', row: threadRow(named(thread.now, id)) });
}

function carryOut(thread: SimulatedThread, order: WindowCommand): void {
  for (const command of commandsOf(order)) {
    thread.at = Date.now();
    const refused = thread.submit(command);
    if (refused) throw new Refused(refused.message);
  }
  thread.run();
}

/** A simulated thread does not know by which id it is kept. */
function named(state: ThreadState, id: string): ThreadState {
  return { ...state, thread: id };
}
