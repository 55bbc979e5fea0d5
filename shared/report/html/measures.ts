import { clock, money, thousands } from '../../views/format';
import type { LedgerRow } from '../../views/ledger';
import type { LedgerFigure } from '../../views/ledgerFigures';
import { STANDING_WORDS, withUnit } from '../plainText';
import type { CheckResult, Report } from '../report';
import { metricPlots } from './plot';
import { type Html, html, section, status, table } from './text';

/** What had to be true, and what the app measured. */
export function checksSection(report: Report): Html {
  const rows = report.checks.map((check) => [
    html`<code>${check.id}</code>`,
    check.role,
    withUnit(check.base, check.unit),
    withUnit(check.last, check.unit),
    check.target,
    standing(check),
    check.evidence === null ? '–' : html`<a href="#${check.evidence}">${check.evidence}</a>`,
  ]);
  const head = ['Check', 'Role', 'Baseline', 'Last', 'Target', 'On the latest tree', 'Evidence'];
  return section('checks', 'What had to be true', 'run by the app itself', table(head, rows, [2, 3, 4]), metricPlots(report));
}

function standing({ standing: word }: CheckResult): Html {
  const tone = ({ passes: 'good', fails: 'bad', stale: 'quiet', none: 'quiet' } as const)[word];
  return status(tone, STANDING_WORDS[word]);
}

/** One row for each turn: facts from evidence, the agent's words marked as its words. */
export function ledgerSection({ ledger }: Report): Html {
  const metric = ledger.metric ? [ledger.metric.check, 'Since last', 'Since start'] : [];
  const others = [...ledger.columns, ...(ledger.rest > 0 ? [`${ledger.rest} more`] : [])];
  const head = ['', 'In the agent’s words', 'Changed', ...metric, ...others, 'Gate', 'Tokens', 'Active'];
  const rows = [...ledger.rows, ...(ledger.total ? [ledger.total] : [])].map((row) => ledgerCells(row, metric.length > 0));
  const figures = head.flatMap((name, index) => (index >= 3 && name !== 'Gate' ? [index] : []));
  return section('ledger', 'Iterations', 'figures from evidence', table(head, rows, figures));
}

function ledgerCells(row: LedgerRow, metric: boolean): readonly (string | Html)[] {
  const spoken = row.name === 'Baseline' || row.name === 'Total' ? row.words : html`<span class="said">${row.words}</span>`;
  const next = row.next === '' ? '' : html`<br><span class="quiet">next: <span class="said">${row.next}</span></span>`;
  const figures = metric ? [figure(row.metric), row.sinceLast, row.sinceBase] : [];
  return [
    row.name,
    row.words === '' ? '' : html`${spoken}${next}`,
    html`<span class="nowrap">${row.changed}</span>`,
    ...figures,
    ...row.checks.map(figure),
    row.gate ? gateWord(row.gate.shape, row.gate.word) : '',
    row.tokens,
    row.active,
  ];
}

function figure({ text, tone }: LedgerFigure): Html {
  return tone === 'failed' ? html`<span class="bad">${text}</span>` : html`${text}`;
}

function gateWord(shape: string, word: string): Html {
  if (shape === 'pass') return html`<span class="good">${word}</span>`;
  return shape === 'failed' ? html`<span class="bad">${word}</span>` : html`${word}`;
}

export function spendSection({ usage, goal }: Report): Html {
  const { budget } = goal.contract;
  const limit = (max: number | undefined, words: (max: number) => string) => (max === undefined ? 'no limit' : words(max));
  const rows = [
    ['Tokens', thousands(usage.charged, 0), limit(budget.tokens, (max) => thousands(max, 0))],
    ['Money', money(usage.usd), limit(budget.usd, money)],
    ['Active time', clock(usage.activeMs), limit(budget.minutes, (max) => clock(max * 60_000))],
    ['Turns', thousands(usage.turns, 0), limit(budget.turns, (max) => thousands(max, 0))],
  ];
  const { input, cached, output, requests, unpriced } = usage;
  const detail = `${thousands(input, 0)} in, of them ${thousands(cached, 0)} cached, ${thousands(output, 0)} out, in ${thousands(requests, 0)} requests.`;
  const missing =
    usage.usd !== null && unpriced > 0 && ` ${thousands(unpriced, 0)} tokens had no price and are not in the money.`;
  return section(
    'spend',
    'Spent',
    '',
    table(['', 'Spent', 'Limit'], rows, [1, 2]),
    html`<p class="quiet">${detail}${missing}</p>`,
  );
}
