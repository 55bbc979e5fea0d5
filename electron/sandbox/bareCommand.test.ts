import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runOnPipes } from '../pty/pipes';
import { isAlive } from '../pty/processTree';
import { openPty } from '../pty/pty';
import { BARE_MARK, bareCommand } from './bareCommand';
import type { CommandOrder, WrappedCommand } from './command';
import { type Sandbox, withWaivers } from './sandbox';
import { outcome, type TrialPlace, trialOrder, trialPlace } from './trialPlace';

let place: TrialPlace;
beforeEach(() => {
  place = trialPlace();
});
afterEach(() => place.dispose());

async function bare(command: string, replaced: Partial<CommandOrder> = {}): Promise<WrappedCommand> {
  const made = bareCommand(await trialOrder(place, command, {}, replaced));
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('a bare command', () => {
  it('has the folder, the text and exactly the environment that a sandboxed one has, and a mark', async () => {
    process.env.GOALPOST_TEST_SECRET = 'SECRET';
    const result = await outcome(
      await bare(`pwd; env; echo "it's"; exit 7`, { env: { PATH: '/usr/bin:/bin', ODD: `it's "$HOME"` } }),
    );
    delete process.env.GOALPOST_TEST_SECRET;
    expect(result.exit).toBe(7);
    const own = ['PWD', 'SHLVL', '_', 'OLDPWD'];
    const lines = result.stdout
      .trim()
      .split('\n')
      .filter((line) => !own.some((name) => line.startsWith(`${name}=`)));
    expect(lines.map((line) => line.replace(/=[0-9a-f-]{36}$/, '=id')).sort()).toEqual(
      [place.workspace, 'PATH=/usr/bin:/bin', `ODD=it's "$HOME"`, `${BARE_MARK}=id`, "it's"].sort(),
    );
  });

  it('inherits no descriptor beside its own three', async () => {
    expect((await outcome(await bare('ls /proc/self/fd | wc -l'))).stdout.trim()).toBe('4');
  });

  it.skipIf(process.platform !== 'linux')('takes with it what left its process tree, however it ends', async () => {
    mkdirSync(join(place.temp), { recursive: true });
    const pids = join(place.temp, 'pids');
    const leave = `(setsid bash -c 'echo $$ >> "${pids}"; exec sleep 1000' >/dev/null 2>&1 </dev/null &); while [ ! -s '${pids}' ]; do sleep 0.01; done`;
    const left = () => Number(readFileSync(pids, 'utf8').trim());
    await outcome(await bare(`${leave}; exit 0`));
    await until(() => !isAlive(left()));
    writeFileSync(pids, '');
    const stop = new AbortController();
    const ran = runOnPipes(await bare(`${leave}; echo left; exec sleep 1000`), {
      timeoutMs: 600_000,
      signal: stop.signal,
      onStdout: () => stop.abort(),
      onStderr: () => undefined,
    });
    expect(await ran).toMatchObject({ ok: true, value: { signal: 'SIGKILL' } });
    await until(() => !isAlive(left()));
  });

  it.skipIf(process.platform !== 'linux')('hands Ctrl-C on a terminal to the command, which may go on', async () => {
    const pty = openPty(
      await bare(`trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.05; done`, { terminal: true }),
      {
        cols: 80,
        rows: 24,
      },
    );
    if (!pty.ok) throw new Error(pty.error.message);
    let shown = '';
    let typed = false;
    pty.value.onData((bytes) => {
      shown += Buffer.from(bytes).toString();
      if (!typed && shown.includes('ready')) pty.value.write('\u0003');
      typed ||= shown.includes('ready');
    });
    expect(await pty.value.exited).toEqual({ exit: 9 });
    expect(shown).toContain('caught');
  });
});

describe('who runs bare', () => {
  it('only an order whose policy was waived: every other one goes to the sandbox', async () => {
    const asked: string[] = [];
    const sandbox: Sandbox = withWaivers({
      mode: 'enforced',
      wrap: async (order) => {
        asked.push(order.command);
        return { ok: false, error: { code: 'sandbox_missing', message: 'none here' } };
      },
      release: async () => undefined,
      dispose: () => undefined,
    });
    const signal = new AbortController().signal;
    const order = await trialOrder(place, `echo x > '${place.home}/out'`);
    expect(await sandbox.wrap(order, signal)).toMatchObject({ ok: false, error: { code: 'sandbox_missing' } });
    const waived = await sandbox.wrap({ ...order, policy: { ...order.policy, waived: true } }, signal);
    if (!waived.ok) throw new Error(waived.error.message);
    expect(await outcome(waived.value)).toMatchObject({ exit: 0 });
    expect([existsSync(join(place.home, 'out')), asked]).toEqual([true, [order.command]]);
  });
});
