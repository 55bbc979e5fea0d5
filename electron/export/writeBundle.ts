import { BUNDLE_FORMAT, BUNDLE_VERSION } from '../../shared/report/chain';
import type { ExportedBundle } from '../../shared/report/exported';
import { lookedForWords } from '../../shared/report/lookedFor';
import { isRecord } from '../../shared/report/record';
import { Tally } from '../../shared/report/redactor';
import type { BundleContent } from '../../shared/report/report';
import type { RecordedEvent } from '../../shared/thread/events';
import { BundleFolder } from './bundleFolder';
import { ChainWriter } from './chainWriter';
import { FactFiles } from './factFiles';
import type { ExportOrder, ExportParts } from './parts';
import type { CleanRecord } from './readRecord';
import { sinceStart } from './sinceStart';
import { writeReports } from './writeReports';

/** What has come of it; the path is given when it has its place. */
export interface WrittenBundle {
  readonly paths: readonly string[];
  readonly summary: Omit<ExportedBundle, 'path'>;
}

/** Writes a whole bundle into `folder`, which is new and empty: facts with their files, the change since the start, the reports, the end. */
export async function writeBundle(
  parts: ExportParts,
  order: ExportOrder,
  clean: CleanRecord,
  folder: string,
): Promise<WrittenBundle> {
  const bundle = new BundleFolder(folder);
  const chain = await ChainWriter.in(bundle);
  try {
    const exportedAt = parts.now();
    const about = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, thread: order.thread, exportedAt, app: parts.app } as const;
    await chain.add({ kind: 'begin', files: [], ...about });
    const files = new FactFiles(parts, clean, bundle, order.signal);
    await writeFacts(chain, files, clean, order);
    const change = await sinceStart(parts, clean, bundle, order.signal);
    if (change) await chain.add({ kind: 'diff', ...change.entry });
    const content: BundleContent = {
      views: await files.views(change?.entry.files ?? []),
      absent: [...files.absent, ...(change?.entry.absent ?? [])],
      redactions: allRedactions(clean, files, change?.entry.files ?? []),
      lookedFor: lookedForWords(parts.secrets),
      recordDigest: chain.digest,
      exportedAt,
      app: parts.app,
      sinceStart: change?.entry.files[0]?.path ?? null,
      changed: change?.changed ?? [],
    };
    order.onProgress({ words: 'Writing the report', done: 0, of: 1 });
    await writeReports(chain, bundle, clean, content, (seq) => files.of(seq));
    await chain.end();
    return { paths: bundle.paths, summary: summaryOf(chain, bundle, content) };
  } finally {
    await chain.close();
  }
}

/** What people are told of every so many facts. */
const TOLD_EVERY = 200;

async function writeFacts(chain: ChainWriter, files: FactFiles, clean: CleanRecord, order: ExportOrder): Promise<void> {
  const facts = clean.record.events.filter(isRecord);
  for (const [index, fact] of facts.entries()) {
    order.signal.throwIfAborted();
    const { entry, slow } = await files.bring(fact);
    if (slow || index % TOLD_EVERY === 0) order.onProgress({ words: 'Copying evidence', done: index, of: facts.length });
    await chain.add({ kind: 'fact', ...place(fact), ...entry, ...redactedIn(clean, fact) });
  }
}

function place({ seq, at, type, data }: RecordedEvent) {
  return { seq, at, type, data };
}

function redactedIn(clean: CleanRecord, { seq }: RecordedEvent) {
  const redacted = clean.redacted.get(seq);
  return redacted === undefined ? {} : { redacted: [...redacted] };
}

function allRedactions(clean: CleanRecord, files: FactFiles, changes: FactFiles['files']) {
  const tally = new Tally();
  for (const { seq } of clean.record.events) tally.addAll(clean.redacted.get(seq) ?? []);
  for (const file of [...files.files, ...changes]) tally.addAll(file.redacted ?? []);
  return tally.list();
}

function summaryOf(chain: ChainWriter, bundle: BundleFolder, content: BundleContent): WrittenBundle['summary'] {
  return {
    digest: chain.digest,
    recordDigest: content.recordDigest,
    files: chain.fileCount + 1,
    bytes: bundle.bytes + chain.bytes,
    redactions: content.redactions.reduce((sum, { count }) => sum + count, 0),
    lookedFor: content.lookedFor,
    absent: content.absent.map(({ what, reason }) => `${what}: ${reason}`),
  };
}
