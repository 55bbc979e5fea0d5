import type { Absent, BundleFile } from '../../shared/report/chain';
import { Tally } from '../../shared/report/redactor';
import type { FileChange } from '../../shared/workspace/checkpoint';
import type { BundleFolder } from './bundleFolder';
import { writeCleaned } from './outputs';
import type { ExportParts } from './parts';
import type { CleanRecord } from './readRecord';
import { patchOr } from './workspacePatch';

interface Change {
  readonly entry: { readonly from: string; readonly to: string; readonly files: BundleFile[]; readonly absent?: Absent[] };
  readonly changed: readonly FileChange[];
}

/** The change since the goal's start, as one diff and as a list of files; undefined where nothing can have changed. */
export async function sinceStart(
  parts: ExportParts,
  clean: CleanRecord,
  bundle: BundleFolder,
  signal: AbortSignal,
): Promise<Change | undefined> {
  const { startTree, checkpoint, workspace } = clean.state;
  if (startTree === null || checkpoint === null || startTree === checkpoint.tree) return undefined;
  const span = { from: startTree, to: checkpoint.tree };
  const patch = await patchOr(parts.git, workspace, [span.from, span.to], signal);
  if (!patch.ok) {
    const absent: Absent[] = [{ what: 'the diff since the start', reason: patch.error }];
    return { entry: { ...span, files: [], absent }, changed: [] };
  }
  const changed = await parts.git.changesBetween(workspace, span.from, span.to, signal);
  signal.throwIfAborted();
  const file = await writeCleaned(bundle, 'diffs/since-start.patch', patch.value, clean.redactor);
  const names = clean.redactor.value(changed.ok ? changed.value : [], new Tally()) as readonly FileChange[];
  return { entry: { ...span, files: [file] }, changed: names };
}
