import type { Work } from '../../shared/continuation/owed';
import type { ProtectedDiff } from '../../shared/thread/commands';
import type { ThreadState } from '../../shared/thread/state';
import type { CheckpointRef, FileChange } from '../../shared/workspace/checkpoint';
import type { WorkContext } from '../engine/engine';
import { deliver, type ThreadPlace, type WorkerParts } from './parts';
import { protectNotes } from './protectNotes';
import { sleepUntil } from './sleep';

type CheckpointWork = Extract<Work, { kind: 'take-checkpoint' }>;

/** After so long a request that began at the same time is on its way. A model thinks for seconds, so nobody waits for these. */
const REQUEST_FIRST_MS = 10;

/** A question shows this much of a protected diff in its row; the whole of it is stored. */
const DIFF_EXCERPT_CHARS = 4_000;

/** Takes the checkpoint that a verification or a finished turn asks for. The goal's own processes stand still meanwhile. */
export async function takeCheckpoint(parts: WorkerParts, work: CheckpointWork, context: WorkContext): Promise<void> {
  // The next request goes out beside a turn's checkpoints: starting git holds our thread, so it comes second.
  if (work.reason === 'turn' || work.reason === 'start')
    await sleepUntil(parts.now() + REQUEST_FIRST_MS, parts.now, context.signal);
  const state = context.state();
  const place = await parts.place(state);
  await parts.tools.freeze(state.thread);
  try {
    const taken = await take(parts, work, state, place, context.signal);
    if (!context.signal.aborted) deliver(context.submit(taken));
  } finally {
    await parts.tools.thaw(state.thread);
  }
}

async function take(parts: WorkerParts, work: CheckpointWork, state: ThreadState, place: ThreadPlace, signal: AbortSignal) {
  const n = state.checkpointCount + 1;
  const taken = await parts.git.takeCheckpoint(
    place.workspace,
    {
      thread: state.thread,
      id: `c${n}`,
      n,
      exclude: place.writes,
      protect: state.goal?.contract.protect ?? [],
      privateDir: place.privateDir,
      ...(state.checkpoint ? { last: { ...state.checkpoint, anchor: state.checkpoint.anchor ?? state.checkpoint.n } } : {}),
    },
    signal,
  );
  if (!taken.ok) throw new Error(taken.error.message);
  const changed = await changedSince(parts, place, state.boundaryTree, taken.value.tree, signal);
  const protectedDiff = work.reason === 'gate' ? await protectedChange(parts, place, state, taken.value, signal) : undefined;
  return {
    type: 'checkpoint.record' as const,
    reason: work.reason,
    checkpoint: {
      ...taken.value,
      n,
      protectedDigest: digest(parts, taken.value.protected),
      environment: parts.verifier.environment(place.checkPolicy, place.checkEnv),
    },
    changed,
    notes:
      work.reason === 'baseline'
        ? [...(state.place?.notes ?? []), ...place.notes, ...(await protectNotes(parts, place, state, taken.value, signal))]
        : [],
    ...(work.verification === undefined ? {} : { verification: work.verification }),
    ...(work.turn === undefined ? {} : { turn: work.turn }),
    ...(work.revert === undefined ? {} : { revert: work.revert }),
    ...(protectedDiff === undefined ? {} : { protectedDiff }),
  };
}

async function changedSince(
  parts: WorkerParts,
  place: ThreadPlace,
  from: string | null,
  to: string,
  signal: AbortSignal,
): Promise<readonly FileChange[]> {
  if (from === null || from === to) return [];
  const changes = await parts.git.changesBetween(place.workspace, from, to, signal);
  if (!changes.ok) throw new Error(changes.error.message);
  return changes.value;
}

function digest(parts: WorkerParts, protectedFiles: Readonly<Record<string, string>>): string {
  const entries = Object.entries(protectedFiles).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '' : parts.sha256(JSON.stringify(entries));
}

/** A change that cannot be shown holds the gate all the same: the user is told which files, and why there is no more to see. */
function undiffed(paths: readonly string[], why: string): string {
  return [`The change cannot be shown line by line: ${why}`, 'Compare these files yourself:', ...paths, ''].join('\n');
}

async function protectedChange(
  parts: WorkerParts,
  place: ThreadPlace,
  state: ThreadState,
  checkpoint: CheckpointRef,
  signal: AbortSignal,
): Promise<ProtectedDiff | undefined> {
  const before = state.goal?.protected ?? {};
  const after = checkpoint.protected;
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => before[path] !== after[path])
    .sort();
  if (paths.length === 0) return undefined;
  const ignored = await parts.git.ignoredFiles(place.workspace, state.goal?.contract.protect ?? [], signal);
  const patch = await parts.git.protectedPatch(place.workspace, before, after, signal);
  const text = patch.ok ? patch.value : undiffed(paths, patch.error.message);
  const generated = ignored.ok ? paths.filter((path) => ignored.value.includes(path)) : [];
  return { paths, diff: await parts.putBlob(text), excerpt: text.slice(0, DIFF_EXCERPT_CHARS), ignored: generated };
}
