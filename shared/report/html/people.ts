import type { PermissionAsk } from '../../tools/permission/ask';
import { ACTOR_WORDS, utcTime } from '../plainText';
import type { QuestionEntry, Report } from '../report';
import { printed } from './evidence';
import { type Html, html, section, table } from './text';

/** What people were asked and decided, and what became of changes to protected files. */
export function decisionsSection(report: Report): Html {
  const rows = report.protectedDecisions.map(({ at, words }) => [utcTime(at), words]);
  return section(
    'decisions',
    'Questions and decisions',
    '',
    report.questions.map((entry) => question(report, entry)),
    rows.length > 0 && html`<h3>Protected files</h3>`,
    table(['When', 'What'], rows),
    report.waivers.length > 0 && html`<h3>Without a sandbox</h3>`,
    table(
      ['When', 'What'],
      report.waivers.map(({ at, words }) => [utcTime(at), words]),
    ),
  );
}

function question(report: Report, { question: asked, openedAt, answer, closed }: QuestionEntry): Html {
  const diff = asked.kind === 'protected' ? report.content.views.get(`outputs/${asked.diff.sha256}.txt`) : undefined;
  return html`<div class="piece">
<h3>${KINDS[asked.kind]} <span class="aside">asked ${utcTime(openedAt)}</span></h3>
<p class="prose">${asked.text}</p>
${diff && printed(diff, 'the change')}
${asked.kind === 'permission' && permission(asked.ask)}
${answer && html`<p><strong>${answer.text}</strong> <span class="quiet">by ${ACTOR_WORDS[answer.by]}, ${utcTime(answer.at)}</span></p>`}
${!answer && html`<p class="quiet">${closed ? `Closed without an answer, ${utcTime(closed.at)}: ${closed.reason}` : 'Not answered yet.'}</p>`}
</div>
`;
}

/** Exactly what was to be allowed, and the agent’s words as its own. */
function permission({ why, allows }: PermissionAsk): Html {
  return html`<p class="prose">The agent said: “${why}”</p><ul>${allows.map((line) => html`<li>${line}</li>`)}</ul>`;
}

const KINDS = {
  baseline: 'What the baseline showed',
  protected: 'A protected file was changed',
  acceptance: 'Acceptance of the result',
  human: 'A look that only a person can take',
  permission: 'More than the boundaries allow',
  need: 'What the goal needed',
} as const;
