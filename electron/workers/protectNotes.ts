import type { ThreadState } from '../../shared/thread/state';
import type { CheckpointRef } from '../../shared/workspace/checkpoint';
import type { ThreadPlace, WorkerParts } from './parts';

/** Names in a sentence; the rest are counted. */
const NAMED_PATHS = 3;

/** What its author should know of a contract's protected paths before the work begins. */
export async function protectNotes(
  parts: WorkerParts,
  place: ThreadPlace,
  state: ThreadState,
  checkpoint: CheckpointRef,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const entries = (state.goal?.contract.protect ?? []).filter((entry) => bare(entry) !== '.');
  const files = Object.keys(checkpoint.protected);
  const within = (entry: string) => files.filter((file) => file === bare(entry) || file.startsWith(`${bare(entry)}/`));
  const empty = entries.filter((entry) => within(entry).length === 0).map(emptyNote);
  const ignored = await parts.git.ignoredFiles(place.workspace, entries, signal);
  if (!ignored.ok) throw new Error(ignored.error.message);
  const generated = entries.flatMap((entry) => {
    const found = within(entry).filter((file) => ignored.value.includes(file));
    // Who names what is ignored as a whole means it.
    return found.length === 0 || found.length === within(entry).length ? [] : [generatedNote(entry, found)];
  });
  return [...empty, ...generated];
}

/** A protected path that names nothing yet protects nothing that stands: most likely a slip of the pen. */
function emptyNote(entry: string): string {
  const wildcard = /[*?[]/.test(entry) ? '; * and ? stand for themselves, so name the folder' : '';
  return `protect: ${entry} is not there, so nothing in it is protected but its coming to be${wildcard}`;
}

/** Generated files prove nothing by themselves, but tests may load them: they are guarded, and its author is told what that means. */
function generatedNote(entry: string, found: readonly string[]): string {
  const rest = found.length - NAMED_PATHS;
  const names = `${found.slice(0, NAMED_PATHS).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  return `protect: ${entry} holds files that git ignores (${names}); the gate holds also when these change, so build into another folder`;
}

const bare = (path: string) => path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
