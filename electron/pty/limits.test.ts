import { existsSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Limits } from '../../shared/goal/limits';
import { openSandbox, type Sandbox, type WrappedCommand } from '../sandbox/sandbox';
import { HOST_ENTRY, trialOrder, trialPlace, wrapped } from '../sandbox/trialPlace';
import { runOnPipes } from './pipes';
import { isAlive, processTree } from './processTree';
import { openPty } from './pty';

const place = trialPlace();
let sandbox: Sandbox;

beforeAll(async () => {
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
});
afterAll(async () => {
  await sandbox.dispose();
  place.dispose();
});

async function line(command: string, limits: Limits, terminal = false): Promise<WrappedCommand> {
  return wrapped(sandbox, await trialOrder(place, command, { limits, write: ['.'] }, { terminal }));
}

async function onPipes(command: WrappedCommand) {
  let said = '';
  const take = (chunk: Uint8Array) => {
    said += Buffer.from(chunk).toString();
  };
  const signal = new AbortController().signal;
  const ended = await runOnPipes(command, { timeoutMs: 170_000, signal, onStdout: take, onStderr: take });
  if (!ended.ok) throw new Error(ended.error.message);
  return { ...ended.value, said };
}

async function onTerminal(command: WrappedCommand) {
  const session = openPty(command, { cols: 80, rows: 24 });
  if (!session.ok) throw new Error(session.error.message);
  session.value.onData(() => undefined);
  return { ...(await session.value.exited), pid: session.value.pid };
}

/** The same command where the kernel's control groups cannot be had: what its tree takes is looked at. */
const watched = ({ limits, args, ...rest }: WrappedCommand): WrappedCommand => ({
  ...rest,
  args: args.map((arg) => arg.replace(/echo \$\$ >\S+ \|\| \{[^}]*\}; /g, '')),
  ...(limits ? { limits: { ...limits, groups: [] } } : {}),
});

const BOMB = 'bomb() { bomb | bomb & }; bomb; sleep 1000';
/** Steadily: what doubles has filled the machine before a look at its tree, which is why the kernel's count is used where there is one. */
const STREAM = 'while :; do sleep 1000 & done';
const HOG = `exec node -e 'const held=[];setInterval(()=>held.push(Buffer.alloc(16<<20,1)),5)'`;

describe.each([
  ['by what the kernel counts', (command: WrappedCommand) => command, BOMB],
  ['by looking at its tree', watched, STREAM],
])('a command at its limits, %s', (_name, as, many) => {
  it('ends with all its children when it starts too many, on a terminal too', async () => {
    const words = '200 processes and threads (boundaries.limits.processes)';
    expect(await onPipes(as(await line(many, { processes: 200 })))).toMatchObject({ limit: words });
    const { pid, ...ended } = await onTerminal(as(await line(many, { processes: 200 }, true)));
    expect(ended).toMatchObject({ limit: words });
    expect([isAlive(pid), processTree(pid)]).toEqual([false, []]);
  });

  it('ends when it takes too much memory', async () => {
    const words = '300 MB of memory (boundaries.limits.memoryMb)';
    expect(await onPipes(as(await line(HOG, { memoryMb: 300 })))).toMatchObject({ limit: words });
  });

  it('goes on below them', async () => {
    const ended = await onPipes(
      as(await line(`sleep 0.6; node -e 'console.log("fine")'`, { processes: 200, memoryMb: 600, fileMb: 1 })),
    );
    expect(ended).toMatchObject({ exit: 0, said: 'fine\n' });
    expect(ended.limit).toBeUndefined();
  });
});

describe('the size of a file', () => {
  it('ends what writes beyond it', async () => {
    const ended = await onPipes(await line('exec head -c 3000000 /dev/zero > big', { fileMb: 2 }));
    expect(ended.limit).toBe('2 MB for one file (boundaries.limits.fileMb)');
  });

  it('is told to what handles it', async () => {
    const write = `node -e 'process.on("SIGXFSZ",()=>0);try{require("fs").writeFileSync("big",Buffer.alloc(3e6))}catch(e){console.log(e.code)}'`;
    expect(await onPipes(await line(write, { fileMb: 2 }))).toMatchObject({ exit: 0, said: 'EFBIG\n' });
  });
});

describe('control groups', () => {
  it('are left alone by another sandbox that begins meanwhile, and a command that has lost its own does not run', async () => {
    const command = await line('echo ran', {});
    const folders = command.limits?.groups.map(({ folder }) => folder) ?? [];
    const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
    if (!opened.ok) throw new Error(opened.error.message);
    try {
      await wrapped(opened.value, await trialOrder(place, 'true', { limits: {}, write: ['.'] }));
      expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
    } finally {
      await opened.value.dispose();
    }
    for (const folder of folders) rmdirSync(folder);
    const { exit, said } = await onPipes(command);
    if (folders.length > 0) expect([exit, said]).toEqual([125, expect.not.stringContaining('ran\n')]);
    else expect([exit, said]).toEqual([0, 'ran\n']);
  });

  it('are gone once their command has ended', async () => {
    const command = await line('true', {});
    const folders = command.limits?.groups.map(({ folder }) => folder) ?? [];
    expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
    await onPipes(command);
    await sandbox.dispose();
    expect(folders.filter((folder) => existsSync(folder) && existsSync(dirname(folder)))).toEqual([]);
  });
});
