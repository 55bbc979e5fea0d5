import { ACTOR_WORDS, STATUS_WORDS, utcTime } from '../plainText';
import type { Report } from '../report';
import { type Html, html, section, table } from './text';

/** Every status with who, when and why, and why the goal went on or stopped. */
export function historySection({ history, reasons }: Report): Html {
  const steps = history.map(({ at, status, by, reason }) => [
    utcTime(at),
    STATUS_WORDS[status],
    ACTOR_WORDS[by],
    reason.replaceAll('_', ' '),
  ]);
  const decisions = reasons.map(({ at, verb, words, reason }) => [utcTime(at), verb, words, html`<code>${reason}</code>`]);
  return section(
    'history',
    'Status history',
    'who, when and why',
    table(['When', 'Status', 'By', 'Why'], steps),
    decisions.length > 0 && html`<h3>Why it went on or stopped</h3>`,
    table(['When', '', 'In words; “you” is the person at the app', 'Reason'], decisions),
  );
}
