// The app in a process of its own, for the test that kills it: begins many goals, or wakes those of a data folder as a start does.
import { beginMany, openManyCore } from './manyGoals';

const [verb, dataDir = '', hostEntry = '', limit = '', baseUrl = '', ...repositories] = process.argv.slice(2);

const core = await openManyCore({ dataDir, hostEntry, concurrentTurns: Number(limit) });
const { engine, store } = core;
const once = new Set<string>();
engine.onEvent(({ event }) => {
  if (event.type === 'goal.completed') sayOnce('complete');
});
engine.onQueue(() => {
  if (Object.keys(engine.queue()).length > 0) sayOnce('queued');
});
const threads = verb === 'begin' ? await beginMany(core, repositories, baseUrl) : wake();
await Promise.all(threads.map((thread) => engine.settled(thread)));
for (const thread of threads) say(`status ${engine.state(thread)?.goal?.status}`);
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

function sayOnce(line: string): void {
  if (!once.has(line)) say(line);
  once.add(line);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
