import * as fc from 'fast-check';
import Database from 'libsql';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../shared/thread/commands';
import { listingOf } from '../../shared/views/listing';
import { activate, type EngineRig, engineRig, openGoal, THREAD } from '../../test/fakes/engineRig';
import { History } from '../../test/fakes/history';
import { history } from '../../test/fakes/historyMoves';
import { newWorld } from '../../test/fakes/simulatedWork';
import { type EventStore, openEventStore } from '../store/eventStore';
import { loadThread } from './load';

const PAUSE: Command = { type: 'goal.pause', by: 'user', reason: 'paused' };

/** What the thread's log comes to, read from its beginning. */
function fromTheLog({ store }: EngineRig, thread: string) {
  const { state } = loadThread(store, thread);
  if (!state) throw new Error(`no thread ${thread}`);
  return listingOf(state);
}

const kept = (rig: EngineRig) => rig.store.listings().map(({ listing }) => listing);

/** Closes the rig and opens its log again, through what watches which threads are read. */
async function reopened(rig: EngineRig): Promise<{ readonly rig: EngineRig; readonly read: readonly string[] }> {
  await rig.engine.dispose();
  rig.store.dispose();
  const read: string[] = [];
  const again = engineRig({
    file: rig.file,
    world: rig.world,
    through: (store) =>
      new Proxy(store, {
        get:
          (_, name: keyof EventStore) =>
          (...args: never[]) => {
            if (name === 'events') read.push(String(args[0]));
            return (store[name] as (...given: never[]) => unknown)(...args);
          },
      }),
  });
  return { rig: again, read };
}

function damage({ file }: EngineRig, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

describe('what lists need of a thread', () => {
  it('is on disk with each event, as the log itself would tell it', async () => {
    const rig = engineRig();
    let compared = 0;
    rig.engine.onEvent(() => {
      const other = openEventStore(rig.file, { mode: 'read' });
      if (!other.ok) throw new Error(other.error.message);
      const { state } = loadThread(other.value, THREAD);
      expect(other.value.listings().map(({ listing }) => listing)).toEqual([state && listingOf(state)]);
      other.value.dispose();
      compared += 1;
    });
    await activate(rig);
    rig.engine.submit(THREAD, PAUSE);
    expect(compared).toBeGreaterThan(6);
  });

  it('is what the log tells after any history of orders and reports', async () => {
    const law = fc.asyncProperty(history, async ({ goal, moves }) => {
      const commands: Command[] = [];
      const played = new History(goal);
      played.thread.watch = ({ command }) => void commands.push(command);
      for (const move of moves) played.play(move);
      const rig = engineRig();
      openGoal(rig);
      for (const command of commands) rig.engine.submit(THREAD, command);
      expect(kept(rig)).toEqual([fromTheLog(rig, THREAD)]);
    });
    await fc.assert(law, { seed: 20_261_129, numRuns: 60 });
  });

  it('is all that a list reads, and all that a start reads of a thread that owes nothing', async () => {
    const first = engineRig();
    openGoal(first);
    openGoal(first, undefined, 'other');
    for (const thread of [THREAD, 'other']) first.engine.submit(thread, PAUSE);
    const expected = [THREAD, 'other'].map((thread) => fromTheLog(first, thread).row);
    const { rig, read } = await reopened(first);
    const rows = rig.engine.listed().map((listed) => ('listing' in listed ? listed.listing.row : listed.fault));
    expect(rows.toReversed()).toEqual(expected);
    rig.engine.driveOnceOpen(THREAD, 'all');
    expect(read).toEqual([]);
  });

  it('is read from the log where there is none, and where it is damaged, and kept from then on', async () => {
    for (const sql of [
      'UPDATE threads SET listing = NULL',
      `UPDATE threads SET listing = replace(listing, '"questions":0', '"questions":1')`,
      "UPDATE threads SET listing = 'x'",
    ]) {
      const first = engineRig();
      openGoal(first);
      const expected = fromTheLog(first, THREAD);
      await first.engine.dispose();
      first.store.dispose();
      damage(first, sql);
      const second = engineRig({ file: first.file });
      expect(kept(second)).toEqual([undefined]);
      expect(second.engine.listed()).toMatchObject([{ thread: THREAD, listing: expected }]);
      expect(kept(second)).toEqual([expected]);
    }
  });

  it('is made anew where another version made it', () => {
    const rig = engineRig();
    openGoal(rig);
    const expected = fromTheLog(rig, THREAD);
    rig.store.saveListing(THREAD, 3, { ...expected, version: '1.0', owes: false });
    expect(rig.engine.listed()).toMatchObject([{ listing: expected }]);
    expect(kept(rig)).toEqual([expected]);
  });

  it('is a fault where the thread does not read, and hides no other', () => {
    const rig = engineRig();
    openGoal(rig);
    rig.store.append({ thread: 'bad', after: 0, events: [{ at: 1, type: 'from.the.future', data: {} }] });
    const listed = rig.engine.listed().map((each) => [each.thread, 'fault' in each && each.fault.message.slice(0, 24)]);
    expect(listed).toEqual([
      [THREAD, false],
      ['bad', 'The thread bad does not '],
    ]);
  });
});

describe('a thread that somebody looks at', () => {
  it('is read each time and not kept, until an order or its own work opens it', async () => {
    const first = engineRig();
    openGoal(first);
    const expected = first.engine.state(THREAD);
    const { rig, read } = await reopened(first);
    expect([rig.engine.read(THREAD), rig.engine.read(THREAD), rig.engine.read('none')]).toEqual([expected, expected, undefined]);
    expect(read).toEqual([THREAD, THREAD, 'none']);
    expect([rig.engine.state(THREAD), rig.engine.state(THREAD), rig.engine.read(THREAD)]).toEqual([expected, expected, expected]);
    expect(read).toEqual([THREAD, THREAD, 'none', THREAD]);
  });
});

describe('a thread that owed nothing at the start', () => {
  it('is carried out from its next order on', async () => {
    const first = engineRig({ world: newWorld() });
    await activate(first);
    first.engine.submit(THREAD, PAUSE);
    const { rig } = await reopened(first);
    rig.engine.driveOnceOpen(THREAD, 'all');
    expect(rig.begun).toEqual([]);
    rig.engine.submit(THREAD, { type: 'goal.resume', by: 'user', reason: 'resumed' });
    await expect.poll(() => rig.begun.length).toBeGreaterThan(0);
  });
});
