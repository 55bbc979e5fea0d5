import { lineCounts } from '../../views/format';
import { byteCount, utcTime } from '../plainText';
import type { CheckpointEntry, Report } from '../report';
import { fileLink, type Html, html, section, table } from './text';

/** The beginning of the diff since the start; `cut` where it goes on in its file. */
export interface ShownDiff {
  readonly text: string;
  readonly cut: boolean;
}

/** A list that a reader still scrolls through. */
const LISTED_FILES = 500;

/** What has changed since the start, the diff itself, and the checkpoints on the way. */
export function changesSection(report: Report, diff: ShownDiff): Html {
  const { sinceStart, changed, absent, views } = report.content;
  const missing = absent.find(({ what }) => what === 'the diff since the start');
  const rows = changed
    .slice(0, LISTED_FILES)
    .map((file) => [
      html`<code>${file.from === undefined ? file.path : `${file.from} → ${file.path}`}</code>`,
      file.status.replace('_', ' '),
      lineCounts(file.added, file.removed),
    ]);
  const whole = sinceStart === null ? undefined : views.get(sinceStart);
  return section(
    'changes',
    'Changed since the start',
    changed.length === 0 ? '' : `${changed.length} ${changed.length === 1 ? 'file' : 'files'}`,
    missing && html`<p class="bad">The diff is not in the bundle: ${missing.reason}.</p>`,
    !missing && sinceStart === null && html`<p class="quiet">Nothing.</p>`,
    table(['File', '', 'Lines'], rows, [2]),
    changed.length > LISTED_FILES && html`<p class="quiet">${changed.length - LISTED_FILES} more files, in bundle.json.</p>`,
    whole && html`<p class="quiet">${fileLink(whole.file.path)}, ${byteCount(whole.file.bytes)}</p>`,
    whole && diffLines(diff.text, diff.cut),
    html`<h3>Checkpoints</h3>`,
    checkpoints(report.checkpoints),
  );
}

/** A diff with its lines told apart by sign and ground; what is longer than is shown says so at its end. */
function diffLines(diff: string, cut: boolean): Html {
  const lines = diff.replace(/\n$/, '').split('\n');
  if (cut) lines.pop();
  return html`<pre class="diff">${lines.map((line) => html`<span${toneOf(line)}>${line}</span>`)}</pre>${cut && html`<p class="quiet">The rest stands in the file.</p>`}`;
}

function toneOf(line: string): Html | false {
  if (/^(diff |index |--- |\+\+\+ |new file|deleted file|rename |similarity )/.test(line)) return html` class="name"`;
  if (line.startsWith('+')) return html` class="add"`;
  if (line.startsWith('-')) return html` class="del"`;
  return line.startsWith('@@') && html` class="hunk"`;
}

function checkpoints(entries: readonly CheckpointEntry[]): Html {
  const rows = entries.map((entry) => [
    entry.id,
    takenFor(entry),
    changedFiles(entry),
    html`<code>${entry.tree.slice(0, 12)}</code>`,
    entry.file === null ? '' : fileLink(entry.file),
    utcTime(entry.at),
  ]);
  return table(['', 'Taken for', 'Changed in the turn', 'Tree', 'Diff to the one before', 'When'], rows);
}

function takenFor({ reason, turn }: CheckpointEntry): string {
  return reason === 'turn' && turn !== null ? `end of turn ${turn.replace(/^t/, '')}` : reason;
}

/** More names than a row is read for; the diff has them all. */
const NAMED_FILES = 6;

function changedFiles({ changed }: CheckpointEntry): string {
  if (changed.length === 0) return 'nothing';
  const names = changed.slice(0, NAMED_FILES).map((file) => `${file.path} ${lineCounts(file.added, file.removed)}`);
  return [...names, ...(changed.length > NAMED_FILES ? [`${changed.length - NAMED_FILES} more`] : [])].join(', ');
}
