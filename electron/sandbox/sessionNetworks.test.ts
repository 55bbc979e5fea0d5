import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { SessionNetworks } from './sessionNetworks';

/** Nothing is idle until this test says so. */
const times = { idleMs: Number.POSITIVE_INFINITY, lookEveryMs: 10 };
const networks = new SessionNetworks(() => undefined, times);
afterAll(() => networks.releaseAll());

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('an idle network', () => {
  it('ends when nobody lives in it, and not before', async () => {
    const lived = await networks.enter('lived in');
    const child = spawn('bash', ['-c', `${lived.entry} bash -c 'echo up; read -r line'`], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    const empty = await networks.enter('empty');
    times.idleMs = 0;
    await until(() => empty.dead);
    expect(lived.dead).toBe(false);
    child.stdin.end();
    await until(() => lived.dead);
  });
});
