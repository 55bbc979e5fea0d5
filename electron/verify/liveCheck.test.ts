import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachCheckRig } from '../../test/rigs/checkRig';
import type { LiveAccess } from './parts';

const rig = attachCheckRig();
const NEVER = new AbortController().signal;

/** Notes when the goal's processes are let go on, and what the tree was then. */
function access(noted: string[]): LiveAccess {
  const note = (word: string) => async () => void noted.push(`${word} ${rig.current().status().trim()}`.trim());
  return { session: 'goal', hosts: [], thaw: note('thaw'), freeze: note('freeze') };
}

async function run(given: Record<string, unknown>, noted: string[]) {
  const order = await rig.current().order(given, { live: access(noted) });
  return rig.current().verifier().runCheck(order, NEVER);
}

describe('a check that says live', () => {
  it('lets the processes go on for exactly as long as it runs, and its evidence says so', async () => {
    const noted: string[] = [];
    const report = await run({ run: 'echo a > stray.txt', live: true, repeat: { times: 2, judge: 'all' } }, noted);
    expect(report).toMatchObject({ verdict: { verdict: 'pass' }, live: true, undone: ['stray.txt'] });
    expect(noted).toEqual(['thaw', 'freeze ?? stray.txt']);
  });

  it('stops them again also where it could not start, and during its set-up they stand still', async () => {
    const noted: string[] = [];
    const report = await run({ run: 'test -e built', live: true, clean: { setup: 'echo x > built' } }, noted);
    expect(report.verdict).toEqual({ verdict: 'pass' });
    const unset = await run({ run: 'true', live: true, clean: { setup: 'exit 1' } }, noted);
    expect(unset.verdict).toMatchObject({ verdict: 'broken', reason: 'setup' });
    expect(noted).toEqual(['thaw', 'freeze']);
  });

  it('shares the goal’s network, and no other check does', async () => {
    const names = await Promise.all(
      [true, true, false].map(async (live) => (await run({ run: 'readlink /proc/self/ns/net', live }, [])).excerpt),
    );
    expect(names[0]).toBe(names[1]);
    expect(names[2]).not.toBe(names[0]);
    await rig.current().sandbox.release('goal');
  });
});

describe('a process that goes on meanwhile', () => {
  it('makes the evidence void when it changes what was judged', async () => {
    const meddling = { ...access([]), thaw: async () => writeFileSync(join(rig.current().root, 'src/app.js'), 'meddled') };
    const order = await rig.current().order({ run: 'true', live: true }, { live: meddling });
    const report = await rig.current().verifier().runCheck(order, NEVER);
    expect(report).toMatchObject({ verdict: { verdict: 'void', reason: 'tree_moved' }, undone: ['src/app.js'] });
  });
});

describe('a check at a limit', () => {
  it('has failed, and says at which', async () => {
    const order = await rig.current().order({ run: 'head -c 3000000 /dev/zero > build/big' });
    const policy = { ...order.policy, limits: { processes: 500, memoryMb: 1_000, fileMb: 2 } };
    await rig.current().put('build/here', '');
    const report = await rig
      .current()
      .verifier()
      .runCheck({ ...order, policy }, NEVER);
    const message = 'ended at the limit of 2 MB for one file (boundaries.limits.fileMb)';
    expect(report.verdict).toEqual({ verdict: 'fail', reason: 'limit', message });
  });
});

describe('a check that does not', () => {
  it('runs while they stand still, and its evidence says nothing of them', async () => {
    const noted: string[] = [];
    const report = await run({ run: 'true' }, noted);
    expect([report.verdict, report.live, noted]).toEqual([{ verdict: 'pass' }, undefined, []]);
  });
});
