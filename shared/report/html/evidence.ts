import type { Evidence } from '../../evidence/record';
import { contractChecks } from '../../goal/contract';
import { shortVerdict, targetFigure } from '../../views/checkFigure';
import { duration } from '../../views/format';
import { byteCount, utcTime } from '../plainText';
import type { EvidenceEntry, FileView, Report } from '../report';
import { judgedPart } from './judged';
import { fileLink, type Html, html, status } from './text';

/** Every piece of evidence, in the order of its recording, with the first and last lines of what it printed. */
export function* evidenceSection(report: Report): Generator<string> {
  if (report.evidence.length === 0) return;
  const count = `${report.evidence.length} ${report.evidence.length === 1 ? 'piece' : 'pieces'}, outputs whole in the folder outputs`;
  yield html`<section id="evidence">\n<h2>Evidence <span class="aside">${count}</span></h2>\n`.markup;
  for (const entry of report.evidence) yield piece(report, entry).markup;
  yield '</section>\n';
}

/** A check may run a thousand times; the first runs show what its output is like. */
const SHOWN_OUTPUTS = 10;

function piece(report: Report, { evidence, files, at }: EvidenceEntry): Html {
  const passes = evidence.verdict.verdict === 'pass';
  const expected = !passes && evidence.purpose === 'baseline' && evidence.role === 'verification';
  const word = passes ? 'passes' : shortVerdict(evidence.verdict);
  const views = files.flatMap((path) => report.content.views.get(path) ?? []);
  return html`<div class="piece" id="${evidence.id}">
<h3><span>${evidence.id} · <code>${evidence.check}</code></span> ${status(passes ? 'good' : expected ? 'quiet' : 'bad', word)}
<span class="aside">${PURPOSES[evidence.purpose]} · ${utcTime(at)} · ${duration(evidence.durationMs)}</span></h3>
${evidence.verdict.verdict !== 'pass' && html`<p>${evidence.verdict.message}</p>`}
<dl class="fields">
${evidence.command !== '' && !evidence.review && pair('command', html`<code>${evidence.command}</code>`)}
${evidence.metric && pair('measured', measured(evidence))}
${!evidence.metric && pair('asked', askedOf(report, evidence.check))}
${pair('sandbox', HELD[evidence.review ? 'unused' : evidence.sandbox])}
${pair('standing on', html`checkpoint ${evidence.checkpoint}, contract revision ${evidence.revision}, tree <code>${evidence.tree}</code>`)}
${pair('environment', html`<code>${evidence.environment}</code>`)}
${evidence.protectedDigest !== '' && pair('protected files', html`<code>${evidence.protectedDigest}</code>`)}
${evidence.undone.length > 0 && pair('put back', html`${evidence.undone.join(', ')}`)}
</dl>
${judgedPart(evidence)}
${views.slice(0, SHOWN_OUTPUTS).map((view) => printed(view, labelOf(evidence, view)))}
${views.length > SHOWN_OUTPUTS && html`<p class="quiet">${views.length - SHOWN_OUTPUTS} more outputs, in the folder outputs; bundle.json names them by run.</p>`}
${evidence.excerpt !== '' && html`<pre>${evidence.excerpt}</pre>`}
</div>
`;
}

const HELD = {
  none: html`<span class="bad">no sandbox</span>`,
  enforced: html`enforced`,
  unused: html`no command was run`,
} as const;

const PURPOSES = {
  baseline: 'baseline, before the work',
  agent: 'asked for by the agent',
  gate: 'asked for by the gate',
} as const;

function pair(name: string, value: Html): Html {
  return html`<dt>${name}</dt><dd>${value}</dd>\n`;
}

function askedOf({ goal }: Report, id: string): Html {
  const check = contractChecks(goal.contract).find((known) => known.check.id === id)?.check;
  return html`${check ? targetFigure(check) : 'a check of an earlier revision'}`;
}

function measured({ metric }: Evidence): Html {
  if (!metric) return html``;
  const unit = metric.unit ? ` ${metric.unit}` : '';
  const all = metric.values.length > 1 && ` (of ${metric.values.join(', ')})`;
  return html`${metric.value}${unit}, target ${metric.target}${unit}: ${metric.holds ? 'holds' : 'does not hold'}${all}`;
}

function labelOf({ runs }: Evidence, { file }: FileView): string {
  const hash = (file.original ?? file).sha256;
  const index = runs.findIndex((run) => run.stdout?.sha256 === hash || run.stderr?.sha256 === hash);
  if (index < 0) return 'stored';
  const stream = runs[index]?.stdout?.sha256 === hash ? 'stdout' : 'stderr';
  return runs.length === 1 ? stream : `run ${index + 1}, ${stream}`;
}

/** What a file holds: whole where it is short, else its ends. An empty one has nothing to show but its hash. */
export function printed({ file, head, tail, cut }: FileView, label: string): Html {
  const facts = `${byteCount(file.bytes)}, sha256 ${file.sha256.slice(0, 16)}…`;
  const redacted =
    file.redacted &&
    html` · <span class="asks">redacted: ${file.redacted.map(({ what, count }) => `${count} × ${what}`).join(', ')}</span>`;
  const link = html`<p class="quiet">${label}: ${fileLink(file.path, `${file.path.slice(0, 20)}…`)} · ${facts}${redacted}</p>`;
  if (file.bytes === 0) return html`<p class="quiet">${label}: nothing printed</p>`;
  return html`${link}<pre>${trimmed(head)}${cut && html`\n<span class="quiet">… what lies between stands in the file …</span>\n`}${trimmed(tail)}</pre>\n`;
}

const trimmed = (text: string) => text.replace(/\n+$/, '');
