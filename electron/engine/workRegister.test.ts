import { describe, expect, it } from 'vitest';
import type { Work } from '../../shared/continuation/owed';
import { aborted } from '../../test/fakes/engineRig';
import { WorkRegister } from './workRegister';

const work = (key: string): Work => ({ kind: 'start-turn', key, reason: 'r' });

/** A register whose work ends when the test says so, over a list of what is owed. */
class Rig {
  owed: Work[] = [];
  readonly began: string[] = [];
  readonly faults: string[] = [];
  readonly #ends = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  readonly register = new WorkRegister({
    carryOut: (_thread, { key }, signal) => this.#carryOut(key, signal),
    stillOwed: (_thread, key) => this.owed.some((entry) => entry.key === key),
    failed: (_thread, message) => this.faults.push(message),
    changed: () => this.register.reconcile('th', this.owed),
  });

  owe(...keys: readonly string[]): void {
    this.owed = keys.map(work);
    this.register.reconcile('th', this.owed);
  }

  /** The work reports: it is no longer owed, and its worker returns. */
  async done(key: string): Promise<void> {
    this.owed = this.owed.filter((entry) => entry.key !== key);
    this.#ends.get(key)?.resolve();
    await turn();
  }

  async fail(key: string, message: string): Promise<void> {
    this.#ends.get(key)?.reject(new Error(message));
    await turn();
  }

  #carryOut(key: string, signal: AbortSignal): Promise<void> {
    this.began.push(key);
    const ends = new Promise<void>((resolve, reject) => this.#ends.set(key, { resolve, reject }));
    return Promise.race([
      ends,
      aborted(signal)
        .then(turn)
        .then(() => void this.began.push(`${key} aborted`)),
    ]);
  }
}

/** Lets everything that is due run: promises first, then one turn of the event loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('the register of work', () => {
  it('begins what is owed once, however often it is looked at', async () => {
    const rig = new Rig();
    rig.owe('a', 'b');
    rig.owe('a', 'b');
    await turn();
    rig.owe('a', 'b');
    await turn();
    expect(rig.began).toEqual(['a', 'b']);
  });

  it('answers the caller before any work begins', () => {
    const rig = new Rig();
    rig.owe('a');
    expect(rig.began).toEqual([]);
  });

  it('calls off what is no longer owed, and begins nothing beside it until it has ended', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    rig.owe('b');
    expect(rig.began).toEqual(['a']);
    for (let look = 0; look < 3; look++) await turn();
    expect(rig.began).toEqual(['a', 'a aborted', 'b']);
  });

  it('never begins what was called off before it could', async () => {
    const rig = new Rig();
    rig.owe('a');
    rig.owe();
    await turn();
    expect(rig.began).toEqual([]);
  });

  it('begins again what was called off and is owed anew, after the first has ended', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    rig.owe();
    rig.owe('a');
    for (let look = 0; look < 3; look++) await turn();
    expect(rig.began).toEqual(['a', 'a aborted', 'a']);
  });

  it('parks what threw, tells its words, and leaves it until it is unparked', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    await rig.fail('a', 'no room');
    rig.owe('a');
    await turn();
    expect([rig.began, rig.faults]).toEqual([['a'], ['start-turn: no room']]);
    rig.register.unpark('th');
    rig.owe('a');
    await turn();
    expect(rig.began).toEqual(['a', 'a']);
  });

  it('takes a worker that ends without its report for a fault', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    const still = [...rig.owed];
    const done = rig.done('a');
    rig.owed = still;
    await done;
    expect([rig.began, rig.faults]).toEqual([['a'], ['start-turn ended without a result']]);
  });

  it('does not take what a called-off worker throws for a fault', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    rig.owe();
    await rig.fail('a', 'I was in the middle of it');
    expect(rig.faults).toEqual([]);
  });

  it('is quiet at once where nothing runs, and otherwise when the last work has ended', async () => {
    const rig = new Rig();
    await rig.register.quiet('th');
    rig.owe('a', 'b');
    await turn();
    let quiet = false;
    const waiting = rig.register.quiet('th').then(() => {
      quiet = true;
    });
    await rig.done('a');
    expect(quiet).toBe(false);
    await rig.done('b');
    await waiting;
    expect(quiet).toBe(true);
  });

  it('keeps threads apart', async () => {
    const rig = new Rig();
    rig.owe('a');
    await turn();
    await rig.register.quiet('another');
    rig.register.reconcile('another', []);
    await turn();
    expect(rig.began).toEqual(['a']);
    rig.owe();
  });

  it('at its end calls off everything, waits for it, and begins nothing more', async () => {
    const rig = new Rig();
    rig.owe('a', 'b');
    await turn();
    const quiet = rig.register.quiet('th');
    await rig.register.dispose();
    await quiet;
    expect([rig.began, rig.faults]).toEqual([['a', 'b', 'a aborted', 'b aborted'], []]);
  });
});
