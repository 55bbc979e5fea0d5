import type { Absent, BundleFile } from '../../shared/report/chain';
import { storedBlobs } from '../../shared/report/record';
import type { FileView } from '../../shared/report/report';
import type { RecordedEvent } from '../../shared/thread/events';
import type { BundleFolder } from './bundleFolder';
import { fileView } from './fileView';
import { copyOutput, writeCleaned } from './outputs';
import type { ExportParts } from './parts';
import type { CleanRecord } from './readRecord';
import { patchOr } from './workspacePatch';

type Brought = { readonly files: BundleFile[]; readonly absent?: Absent[] };

/**
 * The files that come into the bundle with facts: what checks printed, once for every content, and the diff of every checkpoint that
 * found the tree changed. What cannot be had is named with its reason; it fails no export.
 */
export class FactFiles {
  readonly #parts: ExportParts;
  readonly #clean: CleanRecord;
  readonly #bundle: BundleFolder;
  readonly #signal: AbortSignal;
  /** By content: its file's path, or null where it could not be had. */
  readonly #outputs = new Map<string, string | null>();
  readonly #bySeq = new Map<number, readonly string[]>();
  readonly #files: BundleFile[] = [];
  readonly #absent: Absent[] = [];
  #tree: string | null = null;

  constructor(parts: ExportParts, clean: CleanRecord, bundle: BundleFolder, signal: AbortSignal) {
    this.#parts = parts;
    this.#clean = clean;
    this.#bundle = bundle;
    this.#signal = signal;
  }

  get files(): readonly BundleFile[] {
    return this.#files;
  }

  get absent(): readonly Absent[] {
    return this.#absent;
  }

  /** Paths of the files that belong to a fact, also where an earlier one brought them. */
  of(seq: number): readonly string[] {
    return this.#bySeq.get(seq) ?? [];
  }

  /** Brings what belongs to a fact. `slow` where something was copied or asked of git. */
  async bring(fact: RecordedEvent): Promise<{ readonly entry: Brought; readonly slow: boolean }> {
    const brought = fact.type === 'checkpoint.taken' ? await this.#diff(fact) : await this.#stored(fact);
    this.#files.push(...brought.files);
    this.#absent.push(...(brought.absent ?? []));
    return { entry: brought, slow: brought.files.length > 0 };
  }

  async #stored(fact: RecordedEvent): Promise<Brought> {
    const named = storedBlobs(fact.data);
    const files: BundleFile[] = [];
    const absent: Absent[] = [];
    for (const { ref, what } of named) {
      if (this.#outputs.has(ref.sha256)) continue;
      const source = { ref, pieces: this.#parts.blobs.stream(ref, { signal: this.#signal }) };
      const copied = await copyOutput(this.#bundle, source, this.#clean.redactor);
      this.#outputs.set(ref.sha256, 'file' in copied ? copied.file.path : null);
      if ('file' in copied) files.push(copied.file);
      else absent.push({ what: `${subjectOf(fact)}, ${what} (sha256 ${ref.sha256})`, reason: copied.absent });
    }
    this.#bySeq.set(
      fact.seq,
      named.flatMap(({ ref }) => this.#outputs.get(ref.sha256) ?? []),
    );
    return absent.length === 0 ? { files } : { files, absent };
  }

  async #diff(fact: Extract<RecordedEvent, { readonly type: 'checkpoint.taken' }>): Promise<Brought> {
    const { id, tree } = fact.data.checkpoint;
    const before = this.#tree;
    this.#tree = tree;
    if (before === null || before === tree) return { files: [] };
    const patch = await patchOr(this.#parts.git, this.#clean.state.workspace, [before, tree], this.#signal);
    if (!patch.ok) return { files: [], absent: [{ what: `the diff at ${id}`, reason: patch.error }] };
    const file = await writeCleaned(this.#bundle, `diffs/${id}.patch`, patch.value, this.#clean.redactor);
    this.#bySeq.set(fact.seq, [file.path]);
    return { files: [file] };
  }

  /** The first and last lines of every file, by its path. */
  async views(more: readonly BundleFile[]): Promise<ReadonlyMap<string, FileView>> {
    const views = new Map<string, FileView>();
    for (const file of [...this.#files, ...more]) views.set(file.path, await fileView(this.#bundle, file));
    return views;
  }
}

function subjectOf(fact: RecordedEvent): string {
  if (fact.type === 'evidence.recorded') return `evidence ${fact.data.evidence.id}`;
  if (fact.type === 'question.opened') return `question ${fact.data.question.id}`;
  return `${fact.type} at event ${fact.seq}`;
}
