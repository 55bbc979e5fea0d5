import { sandboxWords } from '../markdown';
import { ACTOR_WORDS, STATUS_WORDS, utcTime } from '../plainText';
import type { Report } from '../report';
import { changesSection, type ShownDiff } from './changes';
import { claimsSection } from './claims';
import { contractSection, revisionsSection } from './contract';
import { evidenceSection } from './evidence';
import { historySection } from './history';
import { integritySection } from './integrity';
import { checksSection, ledgerSection, spendSection } from './measures';
import { decisionsSection } from './people';
import { STYLE } from './style';
import { type Html, html, status } from './text';

/**
 * The report as a page that stands alone: no script, nothing from outside, readable from a file, in light, dark and on paper. In
 * pieces, so that a long one is never one string. `diff` is the beginning of the change since the start.
 */
export function* pagesOf(report: Report, diff: ShownDiff): Generator<string> {
  yield head(report).markup;
  yield heading(report).markup;
  yield checksSection(report).markup;
  yield claimsSection(report).markup;
  yield contractSection(report).markup;
  yield ledgerSection(report).markup;
  yield changesSection(report, diff).markup;
  yield* evidenceSection(report);
  yield decisionsSection(report).markup;
  yield spendSection(report).markup;
  yield historySection(report).markup;
  yield revisionsSection(report).markup;
  yield integritySection(report).markup;
  yield '</main>\n</body>\n</html>\n';
}

/** The policy names what the page may do: lay itself out. Should anything else ever get into it, it could not run or reach out. */
function head({ goal }: Report): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${goal.contract.outcome.slice(0, 120)} · Goalpost evidence</title>
<style>${{ markup: STYLE }}</style>
</head>
<body>
<main>
`;
}

function heading(report: Report): Html {
  const { goal, content } = report;
  const { mark } = goal;
  return html`<p class="kicker">Goalpost evidence · ${report.workspace} · ${utcTime(content.exportedAt)}</p>
<h1>${goal.contract.outcome}</h1>
<p class="verdict">${status(TONES[goal.status], STATUS_WORDS[goal.status])} &nbsp; ${report.completion}</p>
<dl class="facts keep">
${fact('Since', `${utcTime(mark.at)}, by ${ACTOR_WORDS[mark.by]}`)}
${fact('Checks', checkCount(report))}
${fact('Sandbox', sandboxWords(report), report.sandbox.includes('none') || report.waivers.length > 0)}
${fact('Model', report.model)}
${fact('Contract', `revision ${goal.revision}`)}
${fact('Thread', report.thread)}
</dl>
`;
}

function fact(name: string, value: string, bad = false): Html {
  return html`<div><dt>${name}</dt><dd${bad && html` class="bad"`}>${value}</dd></div>`;
}

function checkCount({ checks }: Report): string {
  return `${checks.filter((check) => check.standing === 'passes').length} of ${checks.length} pass on the latest tree`;
}

const TONES = {
  complete: 'good',
  blocked: 'bad',
  budget_limited: 'asks',
  usage_limited: 'asks',
  draft: 'quiet',
  active: 'quiet',
  paused: 'quiet',
  verifying: 'quiet',
  cleared: 'quiet',
} as const;
