import { describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/budget/usage';
import { Contract } from '../../shared/goal/contract';
import type { ModelRef } from '../../shared/provider/model';
import { newGoal } from '../../shared/thread/goalState';
import { newThread, type ThreadState } from '../../shared/thread/state';
import { tempStore } from '../../test/rigs/tempStore';
import type { CorePart } from './ipc';
import { contractVersions, finishedGoals } from './records';

const CONTRACT = Contract.parse({ goalpost: 1, outcome: 'green' });
const WORKSPACE = { root: '/w', gitDir: '/w/.git', commonDir: '/w/.git' };

function thread(id: string, model: ModelRef): ThreadState {
  const mark = { by: 'app' as const, at: 7, reason: 'evidence_complete' };
  const goal = newGoal(CONTRACT, { revision: 1, source: null, mark, usage: { ...NO_USAGE, charged: 90, turns: 2 } });
  return { ...newThread(id, 0, { workspace: WORKSPACE, model }), goal: { ...goal, status: 'complete' } };
}

/** Threads as the engine lists and reads them; `reads` counts. */
function engine(states: readonly ThreadState[], damaged: readonly string[] = []) {
  const reads: string[] = [];
  const rows = [...states.map(({ thread }) => thread), ...damaged];
  const part = {
    listed: () => rows.map((id) => ({ thread: id, listing: { row: { thread: id, status: 'complete', updatedAt: 1 } } })),
    read: (id: string) => {
      reads.push(id);
      if (damaged.includes(id)) throw new Error('does not read');
      return states.find((state) => state.thread === id);
    },
  };
  return {
    reads,
    core: { engine: part, git: { openWorkspace: async () => ({ ok: true, value: WORKSPACE }) } } as unknown as CorePart,
  };
}

describe('finished goals', () => {
  it('are told with what they have cost, each read once, and one that does not read is passed over', async () => {
    const asked = thread('a', { api: 'responses', model: 'm' });
    const scripted = thread('b', { api: 'scripted', script: 'checkout' });
    const { core, reads } = engine([asked, scripted], ['c']);
    const finished = finishedGoals(core);
    const goal = { thread: 'a', repository: '/w/.git', model: 'm', usage: asked.goal?.usage, endedAt: 7 };
    const answer = await finished('/w');
    expect(answer).toEqual({ ok: true, value: { goals: [goal, { ...goal, thread: 'b', model: null }], repository: '/w/.git' } });
    expect(await finished(undefined)).toMatchObject({ ok: true, value: { repository: null } });
    expect(reads).toEqual(['a', 'b', 'c']);
  });
});

describe('versions', () => {
  it('are read from the log, newest first, whatever else stands between', () => {
    const store = tempStore();
    const by = 'user';
    const events = [
      { at: 1, type: 'goal.drafted', data: { by, contract: CONTRACT, revision: 1 } },
      { at: 2, type: 'goal.paused', data: { by, reason: 'x' } },
      { at: 3, type: 'goal.edited', data: { by, contract: { ...CONTRACT, outcome: 'greener' }, revision: 2 } },
    ];
    expect(store.append({ thread: 't', after: 0, events })).toMatchObject({ ok: true });
    const core = { store, engine: { state: () => thread('t', { api: 'responses', model: 'm' }) } } as unknown as CorePart;
    const answer = contractVersions(core, 't');
    expect(answer).toMatchObject({
      ok: true,
      value: {
        versions: [
          { seq: 3, at: 3, how: 'edited', revision: 2, contract: { outcome: 'greener' } },
          { seq: 1, at: 1, how: 'drafted', revision: 1 },
        ],
        more: false,
      },
    });
  });
});
