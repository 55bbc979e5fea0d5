import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { call, SimulatedThread } from '../../test/fakes/simulatedThread';
import { type WorkRigOptions, workRig } from '../../test/fakes/workRig';
import { awaitCondition } from './await';
import { sleepUntil } from './sleep';

const NEVER = new AbortController().signal;

/** A thread whose agent waits, its worker, and how the wait ended. */
function waiting(wait: Record<string, unknown>, options: WorkRigOptions = {}, root = '/w') {
  const thread = new SimulatedThread();
  thread.at = Date.now();
  thread.activate();
  thread.world.replies.push({ items: [call('wait', wait)] });
  for (let step = 0; thread.answer !== 'wait: waiting' && step < 10; step++) thread.step();
  thread.state = { ...thread.now, workspace: { ...thread.now.workspace, root } };
  const rig = workRig(thread, { ...options, parts: { now: Date.now, ...options.parts } });
  const [work] = thread.owed;
  if (work?.kind !== 'await') throw new Error('no wait is owed');
  const ended = awaitCondition(rig.parts, work, rig.context).then(() => thread.of('wait.ended').at(-1)?.reason);
  return { ended, rig };
}

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'goalpost wait ü ')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('waiting for a time', () => {
  it('ends when the clock says so', async () => {
    expect(await waiting({ for: 'time', ms: 30 }).ended).toBe('The time is over.');
  });

  it('that is called off reports nothing', async () => {
    const { ended, rig } = waiting({ for: 'time', ms: 3_600_000 });
    rig.abort();
    expect(await ended).toBeUndefined();
  });
});

describe('waiting for a process', () => {
  it.each([
    [{ exit: 3 }, 'Session p1 ended: exit 3.'],
    [{ exit: null, signal: 'SIGKILL' }, 'Session p1 ended: signal SIGKILL.'],
    [{ exit: null, hostDied: true as const }, 'Session p1 was ended: the process that holds the terminals died. Start it again.'],
    ['lost' as const, 'Session p1 is not running.'],
  ])('says how it ended: %j', async (exit, reason) => {
    expect(await waiting({ for: 'process', session: 'p1' }, { tools: { waitFor: () => Promise.resolve(exit) } }).ended).toBe(
      reason,
    );
  });

  it('gives up at its time, while the process goes on', async () => {
    const tools = { waitFor: (_thread: string, _session: string, signal: AbortSignal) => untilAborted(signal) };
    expect(await waiting({ for: 'process', session: 'p1', timeout_ms: 20 }, { tools }).ended).toBe(
      'Session p1 is still running; the wait’s time is over.'.replace('’', "'"),
    );
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

describe('waiting for a file', () => {
  it('ends when it is there, by a path from the workspace', async () => {
    const root = folder();
    mkdirSync(join(root, 'out put'));
    const { ended } = waiting({ for: 'file', path: 'out put/dön.txt' }, {}, root);
    writeFileSync(join(root, 'out put', 'dön.txt'), '');
    expect(await ended).toBe('The file out put/dön.txt is there.');
  });

  it('gives up at its time', async () => {
    const { ended } = waiting({ for: 'file', path: 'never.txt', timeout_ms: 20 }, {}, folder());
    expect(await ended).toBe("The file never.txt did not appear; the wait's time is over.");
  });

  it('does not tell of a hidden file, not even by a link to it', async () => {
    const root = folder();
    mkdirSync(join(root, 'hidden'));
    writeFileSync(join(root, 'hidden', 'key'), '');
    symlinkSync('hidden/key', join(root, 'link'));
    const { parts } = workRig(new SimulatedThread());
    const place = await parts.place(new SimulatedThread().activate().now);
    const agentPolicy = { ...place.agentPolicy, denyRead: [join(root, 'hidden')] };
    const options = { parts: { place: () => Promise.resolve({ ...place, agentPolicy }) } };
    for (const path of ['hidden/key', 'link']) {
      expect(await waiting({ for: 'file', path, timeout_ms: 10 }, options, root).ended).toMatch(/did not appear/);
    }
  });
});

describe('a sleep', () => {
  it('until a time that is past takes none', async () => {
    await sleepUntil(Date.now() - 1, Date.now, NEVER);
  });

  it('longer than a timer can count does not end at once', async () => {
    const controller = new AbortController();
    let over = false;
    const sleeping = sleepUntil(Date.now() + 1e12, Date.now, controller.signal).then(() => {
      over = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    controller.abort();
    await sleeping;
  });

  it('without an end lasts until it is called off', async () => {
    const controller = new AbortController();
    const sleeping = sleepUntil(Number.POSITIVE_INFINITY, Date.now, controller.signal);
    controller.abort();
    await sleeping;
  });
});
