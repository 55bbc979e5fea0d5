import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandEnvironment } from '../sandbox/environment';
import { openSandbox, type Sandbox } from '../sandbox/sandbox';
import { HOST_ENTRY, type TrialPlace, trialOrder, trialPlace, wrapped } from '../sandbox/trialPlace';
import { commandProcesses, processTree } from './processTree';
import { type Watched, watch } from './watchedPty';

describe('a sandboxed terminal', () => {
  let place: TrialPlace;
  let sandbox: Sandbox;
  beforeAll(async () => {
    place = trialPlace();
    const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
    if (!opened.ok) throw new Error(opened.error.message);
    sandbox = opened.value;
  });
  afterAll(async () => {
    await sandbox.dispose();
    place.dispose();
  });

  async function open(command: string, hosts: readonly string[] = [], session?: string): Promise<Watched> {
    const env = commandEnvironment({ temp: place.temp, home: place.home, terminal: true });
    const boundaries = { write: ['.'], hosts: [...hosts] };
    const replaced = { terminal: true, env, ...(session === undefined ? {} : { session }) };
    return watch(await wrapped(sandbox, await trialOrder(place, command, boundaries, replaced)));
  }

  it('delivers Ctrl-C to the command inside', async () => {
    const { session, text, seen } = await open('trap "echo caught; exit 7" INT; echo ready; while :; do sleep 0.05; done');
    await seen('ready');
    session.write('\x03');
    expect(await session.exited).toEqual({ exit: 7 });
    expect(text()).toContain('caught');
  });

  it.each([0, 1, 42])('hands on the exit code %d', async (code) => {
    expect(await (await open(`exit ${code}`)).session.exited).toEqual({ exit: code });
  });

  it('has a controlling terminal with job control, its own environment and nothing of ours', async () => {
    const { session, text } = await open(
      'echo named > "$(tty)"; set -m; sleep 0.1 & fg > /dev/null || exit 9; env | sort; stty size < /dev/tty',
    );
    expect(await session.exited).toEqual({ exit: 0 });
    const env = commandEnvironment({ temp: place.temp, home: place.home, terminal: true });
    const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    const lines = text().trim().split('\r\n');
    expect(lines[0]).toBe('named');
    expect(lines.at(-1)).toBe('24 80');
    const fromShell = /^(PWD|SHLVL|_)=/;
    expect(
      lines
        .slice(1, -1)
        .filter((line) => !fromShell.test(line))
        .sort(),
    ).toEqual(variables.sort());
  });

  it('erases whole characters, as it is asked to, and takes more input than it has room for', async () => {
    const { session, seen, text } = await open(
      'echo go; read -r line; echo "got $line"; sleep 0.3; stty raw -echo; echo ready; head -c 200000 | wc -c',
    );
    await seen('go');
    session.write('é\x7fa\n');
    await seen('got a');
    session.write('x'.repeat(1_000));
    await seen('ready');
    session.write('y'.repeat(200_000));
    expect(await session.exited).toEqual({ exit: 0 });
    expect(text()).toContain('200000');
  });

  it.each([
    ['whose output somebody stopped (Ctrl-S)', 'echo ready; sleep 0.2; exit 4', '\x13'],
    ['whose terminal prints capitals alone', 'stty olcuc; echo ready; sleep 0.2; exit 4', ''],
  ])('ends soon after a command %s, and hands on nothing of its own', async (_name, command, typed) => {
    const { session, seen, text } = await open(command);
    await seen(typed === '' ? 'READY' : 'ready');
    session.write(typed);
    const begun = performance.now();
    expect(await session.exited).toEqual({ exit: 4 });
    expect(text().trim().toLowerCase()).toBe('ready');
    // Far below the patience for a mark that does not come (5 s).
    expect(performance.now() - begun).toBeLessThan(4_000);
  });

  it('writes to nobody once it is closed, however hard somebody types', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, (_, index) => open(`echo ready; sleep 0.${index}`)));
    let over = false;
    const type = () => {
      for (const { session } of opened) session.write('a');
      if (!over) setImmediate(type);
    };
    type();
    expect(await Promise.all(opened.map(({ session }) => session.exited))).toEqual(opened.map(() => ({ exit: 0 })));
    over = true;
  });

  it('hears of a new size', async () => {
    const { session, seen } = await open('trap "stty size" WINCH; echo ready; while :; do sleep 0.05; done');
    await seen('ready');
    session.resize(132, 43);
    await seen('43 132');
    await session.kill();
  });

  it('hands on 10 MB whole', async () => {
    const { session, text } = await open('stty -opost; head -c 10000000 /dev/zero | tr "\\0" x; printf END');
    await session.exited;
    expect([text().length, text().endsWith('xEND')]).toEqual([10_000_003, true]);
  });

  it('takes background children with it when the command ends', async () => {
    const { session, text } = await open('(setsid sleep 1000 &); echo done');
    await session.exited;
    expect([text(), processTree(session.pid)]).toEqual(['done\r\n', []]);
  });

  it.each([[[]], [['example.org']]])('lets a command clean up when killed (hosts: %j)', async (hosts) => {
    const file = join(place.workspace, `left-${hosts.length}`);
    const { session, seen } = await open(
      `trap "echo bye > '${file}'; exit 0" TERM; echo ready; while :; do sleep 0.05; done`,
      hosts,
    );
    await seen('ready');
    await session.kill();
    expect(readFileSync(file, 'utf8')).toBe('bye\n');
    expect(processTree(session.pid)).toEqual([]);
  });

  it('reaches what another terminal of its session serves, and nobody else does', async () => {
    const serve = `exec node -e 'require("http").createServer((q,r)=>r.end("served")).listen(8110,"127.0.0.1",()=>console.log("up"))'`;
    const ask = `node -e 'fetch("http://127.0.0.1:8110/").then(r=>r.text()).then(console.log,e=>console.log(e.cause.code))'`;
    const server = await open(serve, [], 'one');
    await server.seen('up');
    const inside = await Promise.all(['one', 'two', undefined].map((session) => open(ask, [], session)));
    const env = { PATH: process.env.PATH ?? '' };
    const outside = watch({ file: '/bin/bash', args: ['--norc', '-c', ask], cwd: place.workspace, env });
    const asked = [...inside, outside];
    await Promise.all(asked.map(({ session }) => session.exited));
    const refused = 'ECONNREFUSED';
    expect(asked.map(({ text }) => text().trim())).toEqual(['served', refused, refused, refused]);
    await server.session.kill();
  });

  it.skipIf(process.platform !== 'linux')('cannot open a socket to what a virtual machine runs on', async () => {
    const opens = `perl -e 'for $family (40, 2) { print socket(S, $family, 1, 0) ? "opened" : "$!", "\\n" }'`;
    const { session, text } = await open(opens);
    await session.exited;
    expect(text()).toBe('Address family not supported by protocol\r\nopened\r\n');
  });

  it('stands still while stopped, and can be killed then', async () => {
    const counter = join(place.workspace, 'counter');
    const { session, seen } = await open(`i=0; while :; do i=$((i+1)); echo $i > '${counter}'; [ $i = 5 ] && echo going; done`);
    await seen('going');
    session.stop();
    const states = commandProcesses(processTree(session.pid)).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['stopped']));
    session.cont();
    const before = readFileSync(counter, 'utf8');
    while (readFileSync(counter, 'utf8') === before) await new Promise((resolve) => setTimeout(resolve, 5));
    session.stop();
    await session.kill();
    expect(processTree(session.pid)).toEqual([]);
    expect(existsSync(counter)).toBe(true);
  });

  it('goes on printing, and is heard to end, after it was stopped and let go on', async () => {
    const { session, seen, text } = await open('for i in 1 2 3 4 5 6; do echo line $i; sleep 0.1; done; exit 3');
    await seen('line 2');
    session.stop();
    session.cont();
    expect(await session.exited).toEqual({ exit: 3 });
    expect(text()).toContain('line 6');
  });

  it('leaves nothing behind when killed while the sandbox is still being built', async () => {
    // An argument of its own finds the command also when it has left the tree.
    const mark = `70${process.pid}`;
    // Which moment is met is chance, more so on a loaded machine: many moments, spread over the building of a sandbox.
    for (let delay = 0; delay < 60; delay += 2) {
      const { session } = await open(`sleep ${mark}`);
      await new Promise((resolve) => setTimeout(resolve, delay));
      await session.kill();
    }
    expect(commandLines().filter((line) => line.includes(mark))).toEqual([]);
  });
});

function commandLines(): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch (gone) {
      if ((gone as NodeJS.ErrnoException).code === 'ENOENT' || (gone as NodeJS.ErrnoException).code === 'ESRCH') return [];
      throw gone;
    }
  });
}
