import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolderOwner, ownDataFolder, sendToOwner } from './owner';

let folder: string;
let owner: DataFolderOwner | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owner-'));
});
afterEach(async () => {
  await owner?.dispose();
  owner = undefined;
  rmSync(folder, { recursive: true, force: true });
});

describe('ownDataFolder', () => {
  it('makes the folder, private to the user', async () => {
    await own(async () => null, join(folder, 'deep', 'data folder ü'));
    expect(statSync(join(folder, 'deep', 'data folder ü')).mode & 0o777).toBe(0o700);
  });

  it('refuses a second owner within the process, and lets it in after the first has gone', async () => {
    await own(async () => 'first');
    expect(await ownDataFolder(folder, async () => null)).toMatchObject({ ok: false, error: { code: 'held', pid: process.pid } });
    expect(await sendToOwner(folder, 1)).toEqual({ ok: true, value: 'first' });
    await owner?.dispose();
    await own(async () => 'second');
    expect(await sendToOwner(folder, 1)).toEqual({ ok: true, value: 'second' });
  });

  it('says in a sentence why a folder cannot be had', async () => {
    const file = join(folder, 'a file');
    expect(await ownDataFolder(join('/dev/null', 'data'), async () => null)).toMatchObject({
      ok: false,
      error: { code: 'failed' },
    });
    expect(await sendToOwner(file, 1)).toMatchObject({ ok: false, error: { code: 'no_owner' } });
  });

  it('listens elsewhere, in a private folder, where the path is too long for a socket', async () => {
    const long = join(folder, 'd'.repeat(120));
    await own(async (order) => order, long);
    expect(await sendToOwner(long, ['far'])).toEqual({ ok: true, value: ['far'] });
    const { socket } = holder(long);
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(100);
    expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
  });

  it('waits for an order under way before it gives the folder up', async () => {
    let begin: () => void = () => undefined;
    let finish: (answer: string) => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const finished = new Promise<string>((resolve) => {
      finish = resolve;
    });
    await own(() => {
      begin();
      return finished;
    });
    const sent = sendToOwner(folder, 1);
    await begun;
    const disposed = owner?.dispose();
    finish('done');
    await disposed;
    expect(await sent).toEqual({ ok: true, value: 'done' });
  });
});

describe('an order', () => {
  it('is answered with null where there is nothing to answer', async () => {
    await own(async () => undefined);
    expect(await sendToOwner(folder, undefined)).toEqual({ ok: true, value: null });
  });

  it('that fails is told with its reason, and the next one is answered', async () => {
    await own(async (order) => {
      if (order === 'bad') throw new Error('No such thread: bad.');
      return order;
    });
    expect(await sendToOwner(folder, 'bad')).toEqual({
      ok: false,
      error: { code: 'failed', message: 'No such thread: bad.', pid: process.pid },
    });
    expect(await sendToOwner(folder, 'good')).toEqual({ ok: true, value: 'good' });
  });

  it('of many at once each get their own answer', async () => {
    await own(async (order) => order);
    const orders = Array.from({ length: 40 }, (_, index) => index);
    expect(await Promise.all(orders.map((order) => sendToOwner(folder, order)))).toEqual(
      orders.map((value) => ({ ok: true, value })),
    );
  });

  it('larger than the limit is refused by the sender and by the owner', async () => {
    await own(async () => 'never');
    const large = 'x'.repeat(2 * 1024 * 1024);
    expect(await sendToOwner(folder, large)).toMatchObject({
      ok: false,
      error: { code: 'failed', message: expect.stringContaining('larger') },
    });
    expect(await raw(`${large}\n`)).toMatchObject({ ok: false, message: expect.stringContaining('larger') });
    expect(await raw(large.repeat(4))).toMatchObject({ ok: false, message: expect.stringContaining('larger') });
  });

  it('that is no JSON, or lacks the folder token, never reaches the owner', async () => {
    const seen: unknown[] = [];
    await own(async (order) => seen.push(order));
    expect(await raw('{"token":\n')).toMatchObject({ ok: false, message: expect.stringContaining('line of JSON') });
    expect(await raw('\n')).toMatchObject({ ok: false, message: expect.stringContaining('line of JSON') });
    expect(await raw('{"token":"guessed","order":1}\n')).toMatchObject({ ok: false, message: expect.stringContaining('token') });
    expect(seen).toEqual([]);
  });

  it('may be answered at length', async () => {
    const answer = 'ä€😀'.repeat(500_000);
    await own(async () => answer);
    expect(await sendToOwner(folder, 1)).toEqual({ ok: true, value: answer });
  });

  it('stops waiting when told to', async () => {
    await own(() => new Promise(() => undefined));
    const error = { code: 'unreachable', pid: process.pid };
    expect(await sendToOwner(folder, 1, { signal: AbortSignal.abort() })).toMatchObject({ ok: false, error });
  });
});

async function own(serve: (order: unknown) => Promise<unknown>, where = folder): Promise<void> {
  const owned = await ownDataFolder(where, serve);
  if (!owned.ok) throw new Error(owned.error.message);
  owner = owned.value;
}

function holder(where: string): { readonly socket: string } {
  return JSON.parse(readFileSync(join(where, 'owner.json'), 'utf8'));
}

/** Writes bytes as a stranger would and answers the owner's line. */
function raw(text: string): Promise<unknown> {
  const socket = connect({ path: holder(folder).socket });
  socket.write(text);
  let answer = '';
  return new Promise((resolve, reject) => {
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('end', () => resolve(JSON.parse(answer)));
  });
}
