import type { ParsedParams, Results } from '../../shared/ipc/methods';
import { ok, type Result } from '../../shared/kernel/result';
import type { CorePart, Fault, WindowParts } from './ipc';
import { openOutput, type StoredFile } from './output/openOutput';
import { textBetween } from './output/outputText';
import { readRows } from './output/readRows';
import { RowIndex } from './output/rowIndex';
import { plainPieces, rawPieces, saveOutput } from './output/saveOutput';
import { search } from './output/search';

/** Outputs whose rows are remembered: as many as a person goes back and forth between. */
const REMEMBERED = 8;

/** How long a call waits for the rows of a large output before it tells how far they are: a window shows its beginning meanwhile. */
const LOOK_MS = 200;

interface Opened {
  readonly index: RowIndex;
  /** Settles when all rows are found, or the file failed. */
  readonly built: Promise<void>;
  readonly stop: AbortController;
}

/**
 * Stored outputs for the window: rows of plain text, found, copied and saved piece by piece, so that main holds and does little at once
 * however large one is.
 */
export function outputHandlers({ core, dialogs }: Pick<WindowParts, 'core' | 'dialogs'>) {
  const opened = new Map<string, Opened>();
  const within = async <T>(sha256: string, use: (file: StoredFile) => Promise<Result<T, Fault>>): Promise<Result<T, Fault>> => {
    const file = await openOutput(core.blobs, sha256);
    if (!file.ok) return file;
    try {
      return await use(file.value);
    } finally {
      await file.value.close();
    }
  };
  const placeBefore = (sha256: string, row: number) => (opened.get(sha256)?.index ?? new RowIndex()).before(row);
  return {
    async open({ sha256 }: ParsedParams<'output/open'>): Promise<Result<Results['output/open'], Fault>> {
      const entry = opened.get(sha256) ?? (await begun(opened, core.blobs, sha256));
      if ('ok' in entry) return entry;
      await Promise.race([entry.built, later(LOOK_MS)]);
      return ok(entry.index.found);
    },
    rows: ({ sha256, from, count }: ParsedParams<'output/rows'>) =>
      within(sha256, async (file) => ok({ rows: await readRows(file, placeBefore(sha256, from), from, count) })),
    search: ({ sha256, wanted, from }: ParsedParams<'output/search'>) => within(sha256, (file) => search(file, wanted, from)),
    text: ({ sha256, from, to }: ParsedParams<'output/text'>) =>
      within(sha256, async (file) => ok(await textBetween(file, placeBefore(sha256, from.row), from, to))),
    async save({ sha256, as, name }: ParsedParams<'output/save'>): Promise<Result<Results['output/save'], Fault>> {
      const path = await dialogs.saveOutput(name);
      if (path === null) return ok({ saved: null });
      const saved = await within(sha256, (file) =>
        saveOutput(path, as === 'raw' ? rawPieces(core.blobs, sha256) : plainPieces(file)),
      );
      return saved.ok ? ok({ saved: { path, bytes: saved.value.bytes } }) : saved;
    },
  };
}

/** Begins to look for an output's rows, and lets go of what was looked at longest ago. */
async function begun(
  opened: Map<string, Opened>,
  blobs: CorePart['blobs'],
  sha256: string,
): Promise<Opened | Extract<Result<never, Fault>, { readonly ok: false }>> {
  const file = await openOutput(blobs, sha256);
  if (!file.ok) return file;
  const index = new RowIndex();
  const stop = new AbortController();
  const built = index.build(file.value, stop.signal).finally(() => file.value.close());
  const entry = { index, built, stop };
  opened.set(sha256, entry);
  // Told to the call that waits for it; the next one tries anew.
  built.catch(() => opened.delete(sha256));
  const [oldest] = opened.keys();
  if (opened.size > REMEMBERED && oldest !== undefined) {
    opened.get(oldest)?.stop.abort();
    opened.delete(oldest);
  }
  return entry;
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
