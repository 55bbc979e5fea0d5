// The app in a process of its own, for the test that kills it: begins many goals, or wakes those of a data folder as a start does.
import { policy } from '../../shared/continuation/policy';
import { beginMany, openManyCore } from './manyGoals';

/** Events of a thread that are told where it did not come to its end. */
const LAST = 8;

const [verb, dataDir = '', hostEntry = '', limit = '', baseUrl = '', ...repositories] = process.argv.slice(2);

const core = await openManyCore({ dataDir, hostEntry, concurrentTurns: Number(limit) });
const { engine, store } = core;
const once = new Set<string>();
engine.onEvent(({ event }) => {
  if (event.type === 'goal.completed') sayOnce('complete');
});
engine.onFault(({ thread, message }) => say(`status fault ${thread} ${message}`));
engine.onQueue(() => {
  if (Object.keys(engine.queue()).length > 0) sayOnce('queued');
});
const threads = verb === 'begin' ? await beginMany(core, repositories, baseUrl) : wake();
await Promise.all(threads.map((thread) => engine.settled(thread)));
for (const thread of threads) say(`status ${statusOf(thread)}`);
say('settled');
await core.dispose();

function wake(): readonly string[] {
  const stored = store.threads().map(({ thread }) => thread);
  for (const thread of stored) {
    engine.submit(thread, { type: 'thread.recover' });
    engine.drive(thread, 'all');
  }
  return stored;
}

/** Of a goal that is not complete, also what it did last: the whole of what can be known of a child that is gone. */
function statusOf(thread: string): string {
  const state = engine.state(thread);
  const status = `${state?.goal?.status}`;
  if (!state || status === 'complete') return status;
  const last = store
    .events(thread, 0)
    .slice(-LAST)
    .map(({ type, data }) => `${type} ${JSON.stringify(data)}`);
  return [status, policy(state).reason, ...last].join('; ');
}

function sayOnce(line: string): void {
  if (!once.has(line)) say(line);
  once.add(line);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
