import type { ShownDiff } from '../../shared/report/html/changes';
import { pagesOf } from '../../shared/report/html/page';
import { bundleJson } from '../../shared/report/json';
import { markdownReport } from '../../shared/report/markdown';
import { type BundleContent, reportOf } from '../../shared/report/report';
import type { BundleFolder } from './bundleFolder';
import type { ChainWriter } from './chainWriter';
import { fileStart } from './fileView';
import type { CleanRecord } from './readRecord';

/** Of the diff since the start, what the page shows: some thousand lines, which a browser lays out at once. The file has it whole. */
const SHOWN_DIFF_BYTES = 200 * 1024;

/** Writes the three readings of the record and links them to it. */
export async function writeReports(
  chain: ChainWriter,
  bundle: BundleFolder,
  clean: CleanRecord,
  content: BundleContent,
  filesOf: (seq: number) => readonly string[],
): Promise<void> {
  const report = reportOf(clean.record, clean.state, clean.goal, content, filesOf);
  const diff = await shownDiff(bundle, content);
  const files = [
    await bundle.write('report.html', pagesOf(report, diff)),
    await bundle.write('report.md', markdownReport(report)),
    await bundle.write('bundle.json', [bundleJson(report)]),
  ];
  await chain.add({ kind: 'reports', files, record: content.recordDigest });
}

async function shownDiff(bundle: BundleFolder, { sinceStart, views }: BundleContent): Promise<ShownDiff> {
  if (sinceStart === null) return { text: '', cut: false };
  const text = await fileStart(bundle, sinceStart, SHOWN_DIFF_BYTES);
  return { text, cut: (views.get(sinceStart)?.file.bytes ?? 0) > SHOWN_DIFF_BYTES };
}
