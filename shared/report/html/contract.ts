import type { Check } from '../../goal/check';
import type { Contract } from '../../goal/contract';
import { limitsWords } from '../../goal/limits';
import { type Field, fieldsOf, revisionChanges, valueText } from '../contractWords';
import { ACTOR_WORDS, utcTime } from '../plainText';
import type { Report, Revision } from '../report';
import { type Html, html, section } from './text';

/** The contract as it stands, part by part. */
export function contractSection({ goal }: Report): Html {
  const { contract } = goal;
  return section(
    'contract',
    'The contract',
    `revision ${goal.revision}`,
    contract.objective !== '' && html`<p class="prose">${unwrapped(contract.objective)}</p>`,
    html`<h3>Verification</h3>${checkList(contract.verification)}`,
    html`<h3>Constraints</h3>${contract.constraints.length === 0 ? html`<p class="quiet">None.</p>` : contract.constraints.map(constraint)}`,
    html`<h3>Terms</h3>${fields(terms(contract))}`,
  );
}

/** A paragraph that was wrapped by hand flows; lists and blank lines stay. */
function unwrapped(text: string): string {
  return text.replace(/(?<=\S)\n(?=[^\s\-*+#>\d|`])/g, ' ');
}

function checkList(checks: readonly Check[]): Html {
  return checks.length === 0 ? html`<p class="quiet">None: no check proves the outcome.</p>` : html`${checks.map(check)}`;
}

function constraint({ text, check: proof }: Contract['constraints'][number]): Html {
  return html`<p class="prose">${text}</p>${proof ? check(proof) : html`<p class="quiet">No check holds it.</p>`}`;
}

function check(part: Check): Html {
  return html`<dl class="fields keep"><dt>check</dt><dd><code>${part.id}</code>, ${part.kind}</dd>${pairs(fieldsOf(part, ['id', 'kind']))}</dl>`;
}

function fields(list: readonly Field[]): Html {
  return html`<dl class="fields">${pairs(list)}</dl>`;
}

function pairs(list: readonly Field[]): Html {
  return html`${list.map(({ name, text }) => html`<dt>${name}</dt><dd class="prose">${CODE.has(name) ? html`<code>${text}</code>` : text}</dd>\n`)}`;
}

/** What a machine reads. */
const CODE: ReadonlySet<string> = new Set([
  'run',
  'cwd',
  'path',
  'schema',
  'writable',
  'hidden',
  'hosts',
  'protected',
  'writes',
  'metric',
]);

function terms(contract: Contract): readonly Field[] {
  const { boundaries, blocked, iteration, protect, budget, accept, resume, research } = contract;
  const rows: readonly (readonly [string, string])[] = [
    ['writable', boundaries.write.join(', ') || 'nothing'],
    ['hidden', boundaries.hide.join(', ')],
    ['hosts', boundaries.hosts.join(', ') || 'none'],
    ['Unix sockets', boundaries.sockets ? 'allowed' : 'not allowed'],
    ['limits of a command', limitsWords(boundaries.limits)],
    ['tools', boundaries.tools?.join(', ') ?? ''],
    ['protected', protect.join(', ')],
    ['evidence standard', research?.standard ?? ''],
    ['iterations', iteration],
    ['if blocked', blocked.report],
    ['same failure', `${blocked.sameFailure} times in a row block the goal`],
    ['budget', valueText(budget) || 'no limit'],
    ['at a quota', resume === 'user' ? 'waits for a person' : 'goes on when the provider renews it'],
    ['completion', accept === 'user' ? 'by the gate, then a person accepts' : 'by the gate'],
  ];
  return rows.flatMap(([name, text]) => (text === '' ? [] : [{ name, text }]));
}

/** Every revision: who wrote it, when and why, and what it changed of the one before. */
export function revisionsSection({ revisions }: Report): Html {
  const changes = revisionChanges(revisions);
  return section(
    'revisions',
    'Revisions of the contract',
    'each makes older evidence stale',
    revisions.map((revision, index) => revisionPart(revision, changes[index] ?? [])),
  );
}

function revisionPart(revision: Revision, changes: ReturnType<typeof revisionChanges>[number]): Html {
  const first = changes.length === 0;
  return html`<div class="keep"><h3>Revision ${revision.revision} <span class="aside">by ${ACTOR_WORDS[revision.by]}, ${utcTime(revision.at)}</span></h3>
${revision.why === null ? html`` : html`<p>Why: “${revision.why}”</p>`}
${first ? html`<p class="quiet">As drafted.</p>` : html`<dl class="fields">${changes.map(({ name, before, after }) => html`<dt>${name}</dt><dd><span class="del">${before || 'nothing'}</span> → <span class="add">${after || 'nothing'}</span></dd>`)}</dl>`}</div>
`;
}
