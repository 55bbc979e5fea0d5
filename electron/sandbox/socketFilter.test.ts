import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSandbox, type Sandbox } from './sandbox';
import { socketFilter } from './socketFilter';
import { HOST_ENTRY, outcome, trialOrder, trialPlace, wrapped } from './trialPlace';

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

const OPENS = `perl -e 'for $family (40, 2) { print socket(S, $family, 1, 0) ? "opened" : "$!", "\\n" }'`;

describe.skipIf(process.platform !== 'linux')('a socket to what a virtual machine runs on', () => {
  it.each([
    [{}, {}],
    [{ sockets: true }, {}],
    [{ hosts: ['example.org'] }, {}],
    [{}, { session: 's' }],
  ])('cannot be opened, while others can: %j %j', async (boundaries, replaced) => {
    const { stdout } = await outcome(await wrapped(sandbox, await trialOrder(place, OPENS, boundaries, replaced)));
    expect(stdout).toBe('Address family not supported by protocol\nopened\n');
  });

  it('leaves no descriptor behind', async () => {
    expect((await outcome(await wrapped(sandbox, await trialOrder(place, 'ls /proc/self/fd')))).stdout).toBe('0\n1\n2\n3\n');
  });

  it('is refused by a filter of whole instructions, where the calls are known', () => {
    expect([socketFilter('x64'), socketFilter('arm64')].map((filter) => (filter?.length ?? 1) % 8)).toEqual([0, 0]);
    expect(socketFilter('riscv64')).toBeUndefined();
  });
});
