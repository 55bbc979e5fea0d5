import { byteCount, PROVES } from '../plainText';
import type { Report } from '../report';
import { fileLink, type Html, html, section, table } from './text';

/** What was taken out, what is missing, the digest, and what all this proves and does not. */
export function integritySection({ content, formerGoals }: Report): Html {
  const { redactions, lookedFor, absent, recordDigest, views } = content;
  const files = [...views.values()].map(({ file }) => [
    fileLink(file.path),
    byteCount(file.bytes),
    html`<code>${(file.original ?? file).sha256}</code>`,
    file.original ? html`<code>${file.sha256}</code>` : 'the same',
  ]);
  return section(
    'integrity',
    'What this proves',
    '',
    html`<p class="digest">Record digest <code>${recordDigest}</code></p>`,
    html`<p class="quiet">It stands for every fact and file above this report. The final digest, which covers the report too, is the hash of the last line of ${fileLink('chain.jsonl')}.</p>`,
    html`<ul>${PROVES.map((line) => html`<li>${line}</li>`)}</ul>`,
    html`<h3>Redacted</h3>`,
    redactions.length === 0
      ? html`<p>Nothing: no known secret and nothing of a credential’s form was found.</p>`
      : html`<p>${redactions.map(({ what, count }) => `${count} × ${what}`).join(', ')}. A redacted file keeps the hash of its original beside its own, so that the evidence still names it. A secret that was encoded or split is not found.</p>`,
    html`<p class="quiet">Looked for: ${lookedFor}.</p>`,
    absent.length > 0 && html`<h3>Missing</h3><ul>${absent.map(({ what, reason }) => html`<li>${what}: ${reason}</li>`)}</ul>`,
    html`<h3>Not in it</h3><p>The conversation with the model and the agent’s own commands.${formerGoals > 0 && ` ${formerGoals} earlier ${formerGoals === 1 ? 'goal' : 'goals'} of this thread.`} A redacted diff does not apply as a patch.</p>`,
    html`<h3>Files</h3>`,
    table(['File', 'Size', 'SHA-256 as recorded', 'SHA-256 in the bundle'], files, [1]),
  );
}
