import type { Instant } from '../../kernel/ids';
import type { EventData, RecordedEvent } from '../../thread/events';
import { t } from '../../words/t';
import type { Draft } from './draft';

export function turnStarted(draft: Draft, event: RecordedEvent, data: EventData<'turn.started'>): void {
  draft.set({ turn: data.turn });
  const counts = { tools: 0, checks: 0, files: 0, tokens: 0, endedAt: null, ended: null };
  draft.set({ turnAt: draft.push({ ...draft.placed(event), kind: 'turn', n: data.n, turnKind: data.kind, ...counts }) });
  for (const id of data.inputs) input(draft, event, id);
}

/** The user's own words; answers and refusals that the app hands on stand in rows of their own. */
function input(draft: Draft, event: RecordedEvent, id: string): void {
  const kept = draft.inputs.get(id);
  draft.inputs.delete(id);
  if (kept?.from !== 'user') return;
  draft.push({ ...draft.placed(event), key: `e${event.seq}${id}`, at: kept.at, kind: 'say', from: 'user', text: kept.text });
}

export function inputChanged(draft: Draft, { input: id, text }: EventData<'input.changed'>): void {
  const kept = draft.inputs.get(id);
  if (kept) draft.inputs.set(id, { ...kept, text });
}

/** What the running turn was told in its midst: the user's words, and that the contract is another. */
export function inputDelivered(draft: Draft, event: RecordedEvent, data: EventData<'input.delivered'>): void {
  for (const id of data.inputs) input(draft, event, id);
  if (data.revision === undefined) return;
  draft.note(event, { icon: 'gate', text: t`Told the running turn of revision ${data.revision}.`, link: 'goal' });
}

export function turnEnded(draft: Draft, endedAt: Instant, ended: string): void {
  draft.change(draft.open.turnAt, 'turn', () => ({ endedAt, ended }));
  draft.tools.clear();
  draft.set({ turn: null });
}

/** A response is charged right after it came, also where it was the turn's last. */
export function charged(draft: Draft, { turn, tokens }: EventData<'usage.charged'>): void {
  // A review that no turn asked for is nobody's row.
  if (turn === '') return;
  const sum = tokens.input - tokens.cached + tokens.output;
  draft.change(draft.open.turnAt, 'turn', (row) => ({ tokens: row.tokens + sum }));
}

export function responded(draft: Draft, event: RecordedEvent, data: EventData<'model.responded'>): void {
  data.items.forEach((item, index) => {
    const placed = { ...draft.placed(event, true), key: `e${event.seq}m${index}` };
    if (item.type === 'message' && item.text.trim() !== '') {
      draft.push({ ...placed, kind: 'say', from: item.role === 'user' ? 'user' : 'agent', text: item.text });
    }
    const summary = item.type === 'reasoning' ? item.summary.join('\n\n').trim() : '';
    if (summary !== '') draft.push({ ...placed, kind: 'reasoning', text: summary });
  });
}
