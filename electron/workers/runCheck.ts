import type { Work } from '../../shared/continuation/owed';
import { checkById } from '../../shared/thread/decide/goal';
import type { WorkContext } from '../engine/engine';
import { deliver, type WorkerParts } from './parts';

/** Runs one check on the frozen tree of its verification: no tool runs, and the goal's background processes are stopped, but for while a `live` one runs. */
export async function runCheck(
  parts: WorkerParts,
  work: Extract<Work, { kind: 'run-check' }>,
  context: WorkContext,
): Promise<void> {
  const started = context.submit({
    type: 'check.start',
    verification: work.verification,
    check: work.check,
    evidence: work.evidence,
  });
  if (!started.ok) return deliver(started);
  const state = context.state();
  const check = state.goal && checkById(state.goal.contract, work.check);
  const checkpoint = state.verification?.checkpoint;
  // A review is asked for elsewhere, and a look is never owed.
  if (!check || check.kind === 'review' || check.kind === 'human' || !checkpoint) return;
  const place = await parts.place(state);
  await parts.tools.freeze(state.thread);
  try {
    await place.emptyChecks();
    const report = await parts.verifier.runCheck(
      {
        thread: state.thread,
        id: work.evidence,
        check,
        workspace: place.workspace,
        checkpoint,
        writes: place.writes,
        protect: state.goal?.contract.protect ?? [],
        policy: place.checkPolicy,
        env: place.checkEnv,
        temp: place.checkTemp,
        privateDir: place.privateDir,
        live: {
          session: state.thread,
          hosts: place.agentPolicy.hosts,
          thaw: () => parts.tools.thaw(state.thread),
          freeze: () => parts.tools.freeze(state.thread),
        },
      },
      context.signal,
    );
    if (context.signal.aborted) return;
    deliver(
      context.submit({
        type: 'check.finish',
        verification: work.verification,
        check: work.check,
        evidence: work.evidence,
        report,
      }),
    );
  } finally {
    await parts.tools.thaw(state.thread);
  }
}
