import type { ClaimGroup, ClaimRow } from '../../views/claims';
import type { Report } from '../report';
import { type Html, html, section, table } from './text';

/** The claims of a research goal, the four kinds apart, also one that has none; from the ledger and the record alone. */
export function claimsSection({ research }: Report): Html {
  if (!research) return html``;
  return section(
    'claims',
    'Claims',
    'what was found, each with what it rests on',
    html`<dl class="fields"><dt>standard</dt><dd class="prose">${research.standard}</dd></dl>\n`,
    research.groups.map(group),
  );
}

function group({ status, title, rows }: ClaimGroup): Html {
  const head = html`<h3 id="claims-${status}">${title} <span class="aside">${MEANS[status]}</span></h3>`;
  if (rows.length === 0) return html`${head}<p class="quiet">None.</p>\n`;
  return html`${head}${table(['Claim', 'In the agent’s words', 'Route', 'Rests on'], rows.map(cells))}`;
}

const MEANS: Readonly<Record<ClaimGroup['status'], string>> = {
  confirmed: 'by evidence that passed',
  approximate: 'near it, or by a stand-in; it confirms nothing',
  blocked: 'could not be looked into',
  uncertain: 'open',
};

function cells(row: ClaimRow): readonly Html[] {
  return [
    html`<code>${row.id}</code>`,
    html`<span class="said">${row.claim}</span>`,
    html`<span class="said">${row.route}</span>`,
    html`${restsOn(row)}${row.unproven && html`<br><span class="bad">Marked confirmed, and not proven.</span>`}`,
  ];
}

/** Each record leads to its piece of evidence below; where none is cited, or it proves nothing, why. */
function restsOn({ records, rests, unproven }: ClaimRow): Html {
  if (records.length === 0 || unproven) return html`${rests}`;
  return html`${records.map(({ id, words }, index) => html`${index > 0 && html`<br>`}<a href="#${id}">${id}</a> ${words}`)}`;
}
