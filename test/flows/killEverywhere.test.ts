import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOne } from '../../build/bundle.mjs';
import { ROOT } from '../../build/root.mjs';
import { eventData, type RecordedEvent } from '../../shared/thread/events';
import { liveKilledAgain } from '../rigs/life/killedAgain';
import { BEGIN, liveOnAfterKill } from '../rigs/life/killPoint';
import { openLife } from '../rigs/life/life';
import { assertLife } from '../rigs/life/lifeLaws';
import { type LifePlace, makePlace } from '../rigs/life/lifePlace';
import { rememberingGit } from '../rigs/life/rememberingGit';

// One goal's whole life, killed at every commit of its log: a copy of all its files taken just before and just after each commit is
// byte for byte what kill -9 leaves there. Each copy is opened again, held to the laws of a restart, and lived to its end.

/** Files in memory, where there are such: a kill, unlike a power cut, leaves them as it leaves files on a disk, and hundreds of lives are many commits. */
const MEMORY = '/dev/shm';

const CHILD = { from: 'test/rigs/life/lifeChild.ts', to: `out/lifeChild-${process.pid}.mjs` };

interface Image {
  readonly folder: string;
  readonly acknowledged: number;
  readonly moment: string;
}

const git = rememberingGit();
let folder: string;
let place: LifePlace;
let recorded: readonly RecordedEvent[];
let images: readonly Image[];

beforeAll(async () => {
  expect(await buildOne(CHILD)).toEqual({ ok: true, built: true });
  folder = realpathSync(mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'goalpost life ü ')));
  place = makePlace(join(folder, 'place'));
  const taken: Image[] = [];
  const acknowledged: RecordedEvent[] = [];
  const life = await openLife({
    place,
    git,
    at: BEGIN,
    acknowledged: (event) => acknowledged.push(event),
    commit: (when) => {
      const image = join(folder, `image ${taken.length}`);
      place.copyTo(image);
      const last = acknowledged.at(-1);
      taken.push({
        folder: image,
        acknowledged: acknowledged.length,
        moment: `${when} the commit after ${last?.seq} ${last?.type}`,
      });
    },
  });
  await life.live();
  const state = life.state();
  if (!state) throw new Error('the life has no thread');
  assertLife(life.log(), state, place.deeds());
  await life.close();
  recorded = acknowledged;
  images = taken;
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  for (const name of [CHILD.to, `${CHILD.to}.map`]) rmSync(join(ROOT, name), { force: true });
});

/** What the user of this life does not do or ask for, and what only a restart does; reviews, reverts, wrapping up and worktrees are killed in tests of their own. */
const MISSING = new Set([
  ...['goal.cleared', 'budget.warned', 'turn.resumed', 'protected.accepted', 'protected.returned', 'question.closed'],
  ...[
    'thread.archived',
    'thread.pinned',
    'goal.proposed',
    'review.asked',
    'review.failed',
    'claim.recorded',
    'permission.revoked',
    'wrap_up.asked',
  ],
  ...['revert.asked', 'revert.written', 'revert.refused', 'tree.reverted', 'prune.asked', 'checkpoints.pruned'],
  ...['place.made', 'place.removed', 'result.brought', 'sandbox.waived', 'sandbox.restored'],
]);

describe('the recorded life', () => {
  it('has everything in it that a restart could spoil', () => {
    const types = new Set(recorded.map((event) => event.type));
    expect(new Set(Object.keys(eventData).filter((type) => !types.has(type as RecordedEvent['type'])))).toEqual(MISSING);
    expect(images.length).toBeGreaterThan(200);
  });
});

describe('a goal killed at any moment of its life', () => {
  it('is there as acknowledged, does nothing twice, goes on if it was to, and completes', async () => {
    const failures: string[] = [];
    for (const [index, { folder: image, acknowledged, moment }] of images.entries()) {
      place.putBack(image);
      const most = recorded.slice(0, images[index + 1]?.acknowledged);
      try {
        await liveOnAfterKill(place, { acknowledged: recorded.slice(0, acknowledged), most, git });
      } catch (thrown) {
        failures.push(`${moment}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      }
    }
    expect(failures).toEqual([]);
  }, 300_000);
});

/** After so many commits each process of a life is killed: fewer would not get a baseline taken between two deaths. */
const EVERY = [8, 9, 11, 15];

describe('a goal killed again and again', () => {
  it.each(EVERY)(
    'after every %i commits gets on, does nothing twice, and completes',
    async (commits) => {
      const again = makePlace(join(folder, `again ${commits}`));
      expect(await liveKilledAgain(again, { commits, git, images: join(folder, 'again images') })).toBeGreaterThan(4);
    },
    180_000,
  );
});

/** Commits around which a real process is killed: of one point in each part of the life, with every kind of work under way. */
const REAL: readonly (readonly [number, 'before' | 'after'])[] = [
  [6, 'before'],
  [24, 'after'],
  [44, 'before'],
  [62, 'before'],
  [78, 'after'],
  [96, 'before'],
];

describe('a real process of it that is killed with SIGKILL', () => {
  it.each(REAL)(
    'at commit %i, %s it, leaves the same',
    async (commit, moment) => {
      const real = makePlace(join(folder, `real ${commit}`));
      const killed = spawnSync(process.execPath, [join(ROOT, CHILD.to), real.root, String(commit), moment], { encoding: 'utf8' });
      expect({ signal: killed.signal, stderr: killed.stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
      const acknowledged = killed.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as RecordedEvent);
      const typesOf = (events: readonly RecordedEvent[]) => events.map((event) => event.type).sort();
      expect(typesOf(acknowledged)).toEqual(typesOf(recorded.slice(0, acknowledged.length)));
      await liveOnAfterKill(real, { acknowledged });
    },
    180_000,
  );
});
