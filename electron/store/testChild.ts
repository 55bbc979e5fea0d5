import Database from 'libsql';
import { openBlobStore } from './blobStore';
import { openDatabase } from './database';
import { openEventStore } from './eventStore';
import { EVENT_STORE_MIGRATIONS } from './migrations';
import { ownDataFolder, sendToOwner } from './owner';

// A process of its own for the tests that kill one. Every line on stdout is a fact that the test may hold it to.
const [verb, place = '', name = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  if (verb === 'append') return append();
  if (verb === 'own') return own();
  if (verb === 'send') return say(await sendToOwner(place, JSON.parse(name)));
  if (verb === 'write-blob') return writeBlob();
  if (verb === 'migrate') return migrateSlowly();
  if (verb === 'lock') return lock();
  throw new Error(`no such verb: ${verb}`);
}

/** Appends batches of three events without end and says each head once it is acknowledged. */
function append(): void {
  const store = openEventStore(place, { mode: 'write' });
  if (!store.ok) throw new Error(store.error.message);
  let head = store.value.events(name, 0).length;
  for (;;) {
    const events = [1, 2, 3].map((step) => ({
      at: head + step,
      type: 'counted',
      data: { count: head + step, padding: 'é'.repeat(400) },
    }));
    const appended = store.value.append({
      thread: name,
      after: head,
      events,
      receipt: { command: `${name}-${head}`, answer: head + 3 },
    });
    if (!appended.ok) throw new Error(appended.error.message);
    head = appended.value;
    say(head);
  }
}

/** Owns the folder, says so or why not, and answers orders until it is killed or its stdin ends. */
async function own(): Promise<void> {
  const owner = await ownDataFolder(place, async (order) => ({ pid: process.pid, order }));
  say(owner.ok ? { owner: process.pid } : owner.error);
  if (!owner.ok) return;
  process.stdin.resume();
  process.stdin.on('end', () => void owner.value.dispose());
}

/** Opens with a migration that writes for a long time; it is killed in the middle of it. */
function migrateSlowly(): void {
  const fill = `CREATE TABLE filled AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT i, randomblob(1000) AS bytes FROM n`;
  openDatabase(place, { mode: 'write', migrations: [...EVENT_STORE_MIGRATIONS, `DELETE FROM events; ${fill}`] });
  throw new Error('the migration ended');
}

/** Holds the write lock of the database until it is killed. */
function lock(): void {
  new Database(place).exec('BEGIN IMMEDIATE');
  say('locked');
  process.stdin.resume();
}

async function writeBlob(): Promise<void> {
  const writer = (await openBlobStore(place)).writer();
  await writer.write(Buffer.from('half of it'));
  say('half');
  process.stdin.resume();
}

// A line is written before the call returns: a kill right after must not take what was said with it.
function say(fact: unknown): void {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
}

await main();
