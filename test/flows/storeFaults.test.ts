import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEventStore } from '../../electron/store/eventStore';
import { EVENT_STORE_MIGRATIONS } from '../../electron/store/migrations';
import { mayMount, type SmallDisk, smallDisk } from './smallDisk';
import { type Ended, linesOf, until } from './support';
import { lostLines, type SmallGoal, smallGoal } from './supportGoal';
import { loggedLines, threadsOf } from './supportLog';

// What the disk may do to the data folder, done to the real program: it says so in one sentence with exit code 5, loses nothing that
// was acknowledged, overwrites nothing, and goes on once the fault is gone.

// Each starts the program several times, and a locked database is waited for.
vi.setConfig({ testTimeout: 90_000 });

let goal: SmallGoal;
let disk: SmallDisk | undefined;

afterEach(() => {
  disk?.unmount();
  disk = undefined;
  return goal.end();
});

const database = () => join(goal.data, 'goalpost.db');
const threadOf = () => threadsOf(goal)[0] ?? '';
const resume = () => goal.run(['resume', threadOf(), '--json'], goal.env);

/** One sentence on stderr and exit code 5; `stdout` holds no more than the events that were stored. */
function expectFailure(ended: Ended, sentence: RegExp): void {
  expect({ code: ended.code, signal: ended.signal }).toEqual({ code: 5, signal: null });
  expect(ended.stderr).toMatch(sentence);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ended.stderr).toMatch(/^goalpost: /);
}

async function expectCompletes(): Promise<void> {
  const resumed = await resume();
  expect({ ...resumed, stdout: '' }).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
  expect(linesOf(resumed.stdout).at(-1)).toMatchObject({ status: 'complete' });
  expect(goal.server.requests.filter((request) => request.refused)).toEqual([]);
}

/** A goal that stopped in the middle: paused in its first request, so that there is a thread with something in it. */
async function stopped(): Promise<void> {
  goal = await smallGoal({ instead: (index) => (index === 0 ? { hang: true } : undefined) });
  const run = goal.start(goal.runArgs, goal.env);
  await until(() => goal.server.requests.length === 1);
  run.signal('SIGINT');
  expect(await run.ended).toMatchObject({ code: 130 });
}

// Where nobody may mount one, these are reported as skipped, and the limit on a file's size below stands for them.
describe.runIf(mayMount)('a full disk', () => {
  it('in the middle of a turn stops it and says so, asks the model nothing more, and the goal goes on when there is room', async () => {
    goal = await smallGoal({
      instead: (index) => {
        if (index === 1) disk?.fill();
        return undefined;
      },
    });
    disk = smallDisk(goal.data);
    const run = await goal.run(goal.runArgs, goal.env);
    expectFailure(run, /The disk is full: .*goalpost\.db could not grow\. Free some space and try again/);
    expect(goal.server.requests).toHaveLength(2);
    expect(lostLines(goal, run.stdout)).toEqual([]);
    const known = loggedLines(goal, threadOf());
    expect(known.at(-1)?.type).toBe('request.started');
    expectFailure(await resume(), /disk is full/i);
    expect(goal.server.requests).toHaveLength(2);
    disk.free();
    await expectCompletes();
    const whole = loggedLines(goal, threadOf());
    expect(whole.slice(0, known.length)).toEqual(known);
    expect(
      whole
        .slice(known.length)
        .map((line) => line.type)
        .slice(0, 2),
    ).toEqual(['usage.charged', 'turn.interrupted']);
  });

  it('at the start is told before anything is begun', async () => {
    goal = await smallGoal();
    disk = smallDisk(goal.data);
    disk.fill();
    expectFailure(await goal.run(goal.runArgs, goal.env), /disk is full|ENOSPC|SQLITE_FULL/i);
    expect(goal.server.requests).toHaveLength(0);
    disk.free();
    expect(await goal.run(goal.runArgs, goal.env)).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('a limit on a file’s size, as a quota is', () => {
  it('is told, loses nothing, and the goal goes on without it', async () => {
    await stopped();
    const known = loggedLines(goal, threadOf());
    const size = Math.ceil(statSync(database()).size / 1024);
    const script = `ulimit -f ${size}; exec "$0" "$@"`;
    const args = [process.execPath, join(process.cwd(), 'bin/goalpost.mjs'), 'resume', threadOf(), '--json', '--data', goal.data];
    const env = { PATH: process.env.PATH, HOME: goal.home, GOALPOST_NO_APT: '1', ...goal.env };
    const limited = await endOf(spawn('bash', ['-c', script, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    expectFailure(limited, /goalpost\.db\S* could not (be read or written|grow)|could not grow/);
    expect(lostLines(goal, limited.stdout)).toEqual([]);
    expect(loggedLines(goal, threadOf()).slice(0, known.length)).toEqual(known);
    await expectCompletes();
  });
});

describe('a database that another program holds locked', () => {
  it('is told, and the goal goes on when it is free', async () => {
    await stopped();
    const known = loggedLines(goal, threadOf());
    const other = new Database(database());
    other.exec('BEGIN IMMEDIATE');
    for (const args of [
      ['resume', threadOf()],
      ['clear', threadOf()],
    ]) {
      expectFailure(await goal.run(args, goal.env), /Another process is writing .*goalpost\.db\. Close it, or wait/);
    }
    expect(await goal.run(['show', threadOf()])).toMatchObject({ code: 0, stderr: '' });
    other.exec('ROLLBACK');
    other.close();
    expect(loggedLines(goal, threadOf())).toEqual(known);
    await expectCompletes();
  });
});

/** Every command that opens the log. */
const commands = () => [
  ['resume', threadOf()],
  ['show', threadOf()],
  ['list'],
  ['pause', threadOf()],
  ['answer', threadOf(), '--need', 'x', '--text', 'y'],
];

/** Each command says the sentence, and not a byte of the database is another afterwards. */
async function expectRefused(asked: readonly (readonly string[])[], sentence: RegExp): Promise<void> {
  const before = readFileSync(database());
  for (const args of asked) expectFailure(await goal.run(args, goal.env), sentence);
  expect(readFileSync(database()).equals(before)).toBe(true);
}

describe('a damaged database', () => {
  it.each([
    ['cut short', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / PAGE) * PAGE)],
    ['with a page of it overwritten in the middle', (file: string) => overwrite(file, 0.5)],
    ['whose first page is gone', (file: string) => overwrite(file, 0)],
  ])(
    '%s is told and left as it is; put back, everything is there',
    async (_how, damage) => {
      await stopped();
      const known = loggedLines(goal, threadOf());
      const asked = [['resume', threadOf()], ['list'], goal.runArgs];
      const whole = readFileSync(database());
      damage(database());
      await expectRefused(asked, /goalpost\.db is damaged \(.*\)\. Nothing was changed in it: move it aside or restore it/);
      writeFileSync(database(), whole);
      expect(loggedLines(goal, threadOf())).toEqual(known);
      await expectCompletes();
    },
    180_000,
  );
});

/** SQLite's usual page. */
const PAGE = 4096;

function overwrite(file: string, where: number): void {
  const bytes = readFileSync(file);
  const page = Math.floor((bytes.length * where) / PAGE) * PAGE;
  bytes.fill(0xa5, page, page + PAGE);
  writeFileSync(file, bytes);
}

describe('a database of a newer Goalpost', () => {
  it('by its format is told by every command and left as it is', async () => {
    await stopped();
    const asked = [...commands(), goal.runArgs];
    setFormat(99);
    const format = EVENT_STORE_MIGRATIONS.length;
    const words = `goalpost\\.db was written by a newer Goalpost \\(format 99, this one knows ${format}\\)\\. Update Goalpost`;
    await expectRefused(asked, new RegExp(words));
    setFormat(format);
    await expectCompletes();
  });

  it('by an event that this one does not know is told, and other threads are still there', async () => {
    await stopped();
    const thread = threadOf();
    const store = openEventStore(database(), { mode: 'write' });
    if (!store.ok) throw new Error(store.error.message);
    const after = store.value.events(thread, 0).length;
    store.value.append({ thread, after, events: [{ at: Date.now(), type: 'goal.sung', data: { song: 1 } }] });
    store.value.dispose();
    const sentence = new RegExp(
      `The thread ${thread} does not read at event ${after + 1} \\(unknown event type "goal\\.sung".*Update`,
    );
    const asked = commands().filter(([verb]) => verb !== 'list');
    for (const args of asked) expectFailure(await goal.run(args, goal.env), sentence);
    const second = await goal.run(goal.runArgs, goal.env);
    expect(second).toMatchObject({ code: 0, stderr: '' });
    const list = await goal.run(['list', '--json']);
    expectFailure(list, sentence);
    expect(
      linesOf(list.stdout)
        .map((line) => line.reason)
        .sort(),
    ).toEqual(['evidence_complete', 'unreadable']);
    expect(loggedLines(goal, thread)).toHaveLength(after + 1);
  });
});

function setFormat(version: number): void {
  const db = new Database(database());
  db.exec(`PRAGMA user_version = ${version}; PRAGMA wal_checkpoint(TRUNCATE)`);
  db.close();
}

describe('a place for outputs that cannot be used', () => {
  it('is told before anything is begun, and everything is there when it can', async () => {
    await stopped();
    const known = loggedLines(goal, threadOf());
    const blobs = join(goal.data, 'blobs');
    renameSync(blobs, `${blobs}.aside`);
    writeFileSync(blobs, 'somebody else’s file\n');
    expectFailure(await resume(), /blobs.* could not be used: .*See that its folder exists, is writable/);
    expect(readFileSync(blobs, 'utf8')).toBe('somebody else’s file\n');
    rmSync(blobs);
    renameSync(`${blobs}.aside`, blobs);
    expect(loggedLines(goal, threadOf())).toEqual(known);
    await expectCompletes();
  });
});

/** A process to its end, with what it said. */
async function endOf(child: ChildProcess): Promise<Ended> {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (piece: string) => {
      said[name] += piece;
    });
  }
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, ...said };
}
