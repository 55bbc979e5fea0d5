import type { RecordedEvent } from '../../shared/thread/events';
import type { ThreadState } from '../../shared/thread/state';
import { law } from './law';

type CheckpointFact = Extract<
  RecordedEvent,
  { type: 'revert.asked' | 'revert.written' | 'tree.reverted' | 'checkpoints.pruned' }
>;

/** Files are put back under nobody's hands and never before what was there is held; what is cited is never pruned. */
export function checkpointLaw(state: ThreadState, fact: CheckpointFact): void {
  const held = (id: string) => state.checkpoints.some((row) => row.id === id);
  switch (fact.type) {
    case 'revert.asked':
      law(state.turn === null && state.verification === null, 'files were put back under a turn or a check');
      law(state.revert === null, 'two reverts at once');
      return law(held(fact.data.from) && held(fact.data.to), 'a revert from or to a checkpoint that is not held');
    case 'revert.written':
      law(state.turn === null && !state.verification?.checkpoint, 'files were written under a turn or a check');
      return law(state.revert?.before != null && held(state.revert.before), 'files were written before they were held');
    case 'tree.reverted':
      law(held(fact.data.before) && held(fact.data.checkpoint), 'a revert that cannot be undone');
      return law(fact.data.paths.length > 0, 'a revert of nothing');
    case 'checkpoints.pruned':
      return maybePruned(state, new Set(fact.data.checkpoints));
  }
}

function maybePruned(state: ThreadState, gone: ReadonlySet<string>): void {
  law(!gone.has(state.checkpoint?.id ?? ''), 'the latest checkpoint was pruned');
  law(!gone.has(state.goal?.baseline?.checkpoint ?? ''), 'the baseline was pruned');
  for (const row of state.evidence) law(!gone.has(row.checkpoint), `${row.checkpoint} was pruned, which ${row.id} cites`);
  const anchors = new Set(state.checkpoints.filter((row) => gone.has(row.id)).map((row) => row.anchor));
  for (const row of state.checkpoints) {
    law(gone.has(row.id) || !anchors.has(row.anchor), `${row.id} lost the ref that held it`);
    law(!gone.has(row.id) || row.revert === null, `${row.id} was pruned, which a revert is undone by`);
  }
}
