import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildOne } from '../../build/bundle.mjs';
import { ROOT } from '../../build/root.mjs';
import { openBlobStore } from './blobStore';
import { openEventStore } from './eventStore';
import { EVENT_STORE_MIGRATIONS } from './migrations';
import { ownDataFolder, sendToOwner } from './owner';
import { processStart } from './processStart';

// What the store promises across processes and their deaths, tried with processes that are killed.

const CHILD = { from: 'electron/store/testChild.ts', to: `out/storeTestChild-${process.pid}.mjs` };

let folder: string;
const children: Child[] = [];

beforeAll(async () => {
  expect(await buildOne(CHILD)).toEqual({ ok: true, built: true });
});
afterAll(() => {
  for (const name of [CHILD.to, `${CHILD.to}.map`]) rmSync(join(ROOT, name), { force: true });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-processes-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => child.kill()));
  rmSync(folder, { recursive: true, force: true });
});

describe('a writer killed in mid-append', () => {
  it('leaves every acknowledged event and receipt, and no half batch', async () => {
    const file = join(folder, 'events.db');
    for (let round = 0; round < 12; round += 1) {
      const child = start('append', file, 'thread');
      for (let acknowledged = 0; acknowledged <= round * 3; acknowledged += 1) await child.next();
      await child.kill();
      const acknowledged = Number((await child.rest()).at(-1) ?? 0);
      const store = openEventStore(file, { mode: 'write' });
      if (!store.ok) throw new Error(store.error.message);
      const events = store.value.events('thread', 0);
      expect(events.length).toBeGreaterThanOrEqual(acknowledged);
      expect(events.length % 3).toBe(0);
      expect(events.map((event) => [event.seq, event.at])).toEqual(events.map((_, index) => [index + 1, index + 1]));
      expect(store.value.receipt(`thread-${events.length - 3}`)).toBe(events.length);
      expect(store.value.threads()).toEqual([{ thread: 'thread', head: events.length, createdAt: 1, updatedAt: events.length }]);
      store.value.dispose();
    }
  });
});

describe('a process killed in the middle of a migration', () => {
  it('leaves the database at the format before, with everything in it, and the copy of it', async () => {
    const file = join(folder, 'events.db');
    const before = made(file);
    const child = start('migrate', file);
    // Far more than the page cache holds: the migration is under way, and part of it is on disk.
    await waitFor(() => sizeOf(`${file}-wal`) > 20_000_000);
    await child.kill();
    for (const place of [file, `${file}.format-${EVENT_STORE_MIGRATIONS.length}`]) {
      const store = openEventStore(place, { mode: 'write' });
      if (!store.ok) throw new Error(store.error.message);
      expect(store.value.events('thread', 0)).toEqual(before);
      store.value.dispose();
    }
  });
});

describe('a database that another process holds locked', () => {
  it('is told so at opening and at writing, stays readable, and is free when that one ends', async () => {
    const file = join(folder, 'events.db');
    const before = made(file);
    const store = openEventStore(file, { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    const child = start('lock', file);
    expect(await child.next()).toBe('locked');
    const batch = { thread: 'thread', after: before.length, events: [{ at: 9, type: 'x', data: {} }] };
    const message = `Another process is writing ${file}. Close it, or wait until it is done, and try again.`;
    expect(store.value.append(batch)).toEqual({ ok: false, error: { code: 'locked', message } });
    expect(store.value.events('thread', 0)).toEqual(before);
    await child.kill();
    expect(store.value.append(batch)).toEqual({ ok: true, value: before.length + 1 });
    store.value.dispose();
  });
});

/** A log of three events, closed again. */
function made(file: string) {
  const store = openEventStore(file, { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  const events = [1, 2, 3].map((at) => ({ at, type: 'x', data: { at } }));
  store.value.append({ thread: 'thread', after: 0, events });
  store.value.dispose();
  return events.map((event, index) => ({ seq: index + 1, ...event }));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

async function waitFor(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a reader beside a living writer', () => {
  it('sees acknowledged events as they come', async () => {
    const file = join(folder, 'events.db');
    const child = start('append', file, 'thread');
    const first = Number(await child.next());
    const reader = openEventStore(file, { mode: 'read' });
    if (!reader.ok) throw new Error(reader.error.message);
    expect(reader.value.events('thread', 0).length).toBeGreaterThanOrEqual(first);
    let later = first;
    for (let line = 0; line < 20; line += 1) later = Number(await child.next());
    expect(reader.value.events('thread', 0).length).toBeGreaterThanOrEqual(later);
    reader.value.dispose();
  });

  it('opens what a killed writer has left', async () => {
    const file = join(folder, 'events.db');
    const child = start('append', file, 'thread');
    await child.next();
    await child.kill();
    const acknowledged = Number((await child.rest()).at(-1) ?? 3);
    const reader = openEventStore(file, { mode: 'read' });
    if (!reader.ok) throw new Error(reader.error.message);
    expect(reader.value.events('thread', 0).length).toBeGreaterThanOrEqual(acknowledged);
    reader.value.dispose();
  });
});

describe('a data folder', () => {
  it('goes to exactly one of several processes that ask for it at once', async () => {
    const answers = await askAtOnce(5);
    const owners = answers.filter((answer) => 'owner' in answer);
    expect(owners).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'held')).toHaveLength(4);
  });

  it('is taken over from a killed owner, by exactly one', async () => {
    const first = start('own', folder);
    expect(await first.next()).toEqual({ owner: first.pid });
    await first.kill();
    const owners = (await askAtOnce(4)).filter((answer) => 'owner' in answer);
    expect(owners).toHaveLength(1);
    const [owner] = owners;
    expect(await sendToOwner(folder, 'who?')).toEqual({ ok: true, value: { pid: owner?.owner, order: 'who?' } });
  });

  it('tells who holds it, and answers its orders', async () => {
    const child = start('own', folder);
    expect(await child.next()).toEqual({ owner: child.pid });
    const order = { do: 'pause', thread: 'überall\n', list: [1, null, { deep: true }] };
    expect(await sendToOwner(folder, order)).toEqual({ ok: true, value: { pid: child.pid, order } });
    const held = await ownDataFolder(folder, async () => null);
    expect(held).toMatchObject({ ok: false, error: { code: 'held', pid: child.pid } });
    expect(held.ok ? '' : held.error.message).toContain(`The process ${child.pid} has the data folder`);
  });

  it('is reported unreachable, with its holder, while that is stopped', async () => {
    const child = start('own', folder);
    await child.next();
    process.kill(child.pid, 'SIGSTOP');
    const answer = await sendToOwner(folder, 'who?', { signal: AbortSignal.timeout(100) });
    process.kill(child.pid, 'SIGCONT');
    expect(answer).toMatchObject({ ok: false, error: { code: 'unreachable', pid: child.pid } });
  });

  it('is free again when its owner ends', async () => {
    const child = start('own', folder);
    await child.next();
    child.endInput();
    await child.exited;
    expect(await sendToOwner(folder, 'who?')).toMatchObject({ ok: false, error: { code: 'no_owner' } });
    expect(readdirSync(folder)).toEqual(['owner.lock']);
    const owner = await ownDataFolder(folder, async () => null);
    expect(owner.ok).toBe(true);
    if (owner.ok) await owner.value.dispose();
  });

  it('believes no holder whose pid was given to another process', async () => {
    const start = await processStart(process.pid);
    const holder = { pid: process.pid, start: `${start}1`, socket: join(folder, 'owner.sock'), token: 'x' };
    await writeFile(join(folder, 'owner.json'), JSON.stringify(holder));
    expect(await sendToOwner(folder, 'who?')).toMatchObject({ ok: false, error: { code: 'no_owner' } });
    const owner = await ownDataFolder(folder, async () => 'me');
    expect(await sendToOwner(folder, 'who?')).toEqual({ ok: true, value: 'me' });
    if (owner.ok) await owner.value.dispose();
  });
});

describe('what a blob writer leaves', () => {
  it('is removed when it died, and kept while it lives', async () => {
    const dead = start('write-blob', folder);
    const living = start('write-blob', folder);
    expect([await dead.next(), await living.next()]).toEqual(['half', 'half']);
    await dead.kill();
    await openBlobStore(folder);
    const left = readdirSync(join(folder, 'tmp'));
    expect(left.map((name) => Number(name.split('.')[0]))).toEqual([living.pid]);
  });
});

describe('processStart', () => {
  it('tells processes apart and knows the dead', async () => {
    const child = start('own', folder);
    await child.next();
    const born = await processStart(child.pid);
    expect(born).toEqual(await processStart(child.pid));
    expect(born).not.toEqual(await processStart(process.pid));
    await child.kill();
    expect(await processStart(child.pid)).toBeUndefined();
  });
});

async function askAtOnce(count: number): Promise<readonly Record<string, unknown>[]> {
  const asking = Array.from({ length: count }, () => start('own', folder));
  return Promise.all(asking.map(async (child) => (await child.next()) as Record<string, unknown>));
}

interface Child {
  readonly pid: number;
  readonly exited: Promise<unknown>;
  /** The next fact it says; undefined when it has ended. */
  next(): Promise<unknown>;
  /** What it has said and next() has not answered. */
  rest(): Promise<readonly unknown[]>;
  endInput(): void;
  kill(): Promise<void>;
}

function start(...words: readonly string[]): Child {
  const spawned: ChildProcessByStdio<Writable, Readable, null> = spawn(process.execPath, [join(ROOT, CHILD.to), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
  });
  const exited = once(spawned, 'exit');
  const lines = createInterface({ input: spawned.stdout })[Symbol.asyncIterator]();
  const next = async () => parseFact(((await lines.next()) as { value?: string }).value);
  const child: Child = {
    pid: spawned.pid ?? 0,
    exited,
    next,
    rest: async () => {
      const facts: unknown[] = [];
      for (let fact = await next(); fact !== undefined; fact = await next()) facts.push(fact);
      return facts;
    },
    endInput: () => spawned.stdin.end(),
    kill: async () => {
      spawned.kill('SIGKILL');
      await exited;
    },
  };
  children.push(child);
  return child;
}

// The kill may cut a line in two; what is not whole was not said.
function parseFact(line: string | undefined): unknown {
  if (line === undefined) return undefined;
  try {
    return JSON.parse(line);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
