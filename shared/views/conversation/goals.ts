import type { Instant } from '../../kernel/ids';
import type { Actor, EventData, RecordedEvent } from '../../thread/events';
import { counted, t } from '../../words/t';
import type { Draft } from './draft';
import { mark, type NoteFacts, note } from './row';
import { oneLine } from './toolWords';

/** The claim stands in place of the call that made it: one row says both. */
export function claimed(draft: Draft, event: RecordedEvent, data: EventData<'goal.claimed'>): void {
  const facts = { icon: 'gate', text: t`Claims complete: “${oneLine(data.summary)}”`, details: data.summary } as const;
  const call = draft.tools.get(data.call);
  if (call === undefined) return draft.set({ claim: draft.note(event, facts) });
  draft.rows[call] = note(draft.placed(event), facts);
  draft.set({ claim: call });
}

export function paused(draft: Draft, event: RecordedEvent, data: EventData<'goal.paused'>): void {
  if (data.reason.startsWith('internal_error')) {
    const text = data.reason.replace(/^internal_error:?\s*/, '');
    draft.note(event, { mark: mark('failed', t`Stopped by a fault`), text });
    return;
  }
  const row = draft.note(event, { mark: mark('paused', t`Paused`), text: pausedText(data.by, 0) });
  draft.set({ paused: { row, by: data.by, requests: 0 } });
}

function pausedText(by: Actor, requests: number): string {
  return t`${byWhom(by)}. ${counted(requests, 'model call', 'model calls')}.`;
}

/** Paused means zero model calls: the row says how many there were, as the log has them. */
export function requestStarted(draft: Draft): void {
  const { paused: pause } = draft.open;
  if (!pause) return;
  const requests = pause.requests + 1;
  draft.set({ paused: { ...pause, requests } });
  draft.change(pause.row, 'note', () => ({ text: pausedText(pause.by, requests) }));
}

export function endPause(draft: Draft, at: Instant): void {
  draft.change(draft.open.paused?.row, 'note', (row) => ({ durationMs: at - row.at }));
  draft.set({ paused: null });
}

export function resumed(
  draft: Draft,
  event: RecordedEvent,
  { word, usual }: { readonly word: string; readonly usual: string },
  data: { readonly by: Actor; readonly reason: string },
): void {
  endPause(draft, event.at);
  const why = data.reason === usual ? '' : `: ${data.reason.replaceAll('_', ' ')}`;
  draft.note(event, { mark: mark('active', word), text: `${byWhom(data.by)}${why}.` });
}

export function questionOpened(draft: Draft, event: RecordedEvent, { question }: EventData<'question.opened'>): void {
  draft.questions.set(question.id, question.text);
  draft.note(event, { mark: mark('asks', t`Asks`), text: question.text, link: 'inbox' });
}

export function questionAnswered(draft: Draft, event: RecordedEvent, data: EventData<'question.answered'>): void {
  const asked = draft.questions.get(data.question) ?? '';
  draft.questions.delete(data.question);
  const details = [asked, data.answer].filter((line) => line !== '').join('\n');
  const who = data.name === undefined ? t`Answered` : t`${data.name} answered`;
  draft.note(event, { icon: 'user', text: `${who} ${data.question.replace(/^human:/, '')}: ${oneLine(data.answer)}`, details });
}

export function requestFailed({ error, attempt, retryAt }: EventData<'request.failed' | 'review.failed'>): NoteFacts {
  const said = retryAt === null ? mark('failed', t`Request failed`) : mark('limited', t`Tries again`);
  return { mark: said, text: error.message, aside: t`attempt ${attempt}`, details: error.message };
}

export function byWhom(by: Actor): string {
  return { user: t`by you`, agent: t`by the agent`, app: t`by the app` }[by];
}
