import type { RecordedEvent } from '../../thread/events';
import type { QueuedInput } from '../../thread/state';
import { t } from '../../words/t';
import { type LineComment, parseComment } from './lineComment';

/** A comment that was sent, and how far it is. `turn` counts the turn that got it. */
export type SentComment = LineComment & { readonly input: string; readonly at: number } & (
    | { readonly status: 'waiting'; readonly steer: boolean }
    | { readonly status: 'delivered'; readonly turn: number }
    /** It waits no more, and no turn has got it: its goal ended before. */
    | { readonly status: 'dropped' }
  );

/** Every comment on a line that stands in the events, oldest first; one that was withdrawn is gone. */
export function sentComments(events: readonly RecordedEvent[], queued: readonly QueuedInput[]): readonly SentComment[] {
  const comments = new Map<string, LineComment & { readonly input: string; readonly at: number }>();
  const turns = new Map<string, number>();
  const delivered = new Map<string, number>();
  for (const event of events) {
    switch (event.type) {
      case 'input.queued':
        if (event.data.from === 'user') keep(comments, event.data, event.at);
        break;
      case 'input.changed':
        if (comments.has(event.data.input)) keep(comments, event.data, comments.get(event.data.input)?.at ?? event.at);
        break;
      case 'input.withdrawn':
        comments.delete(event.data.input);
        break;
      case 'turn.started':
        turns.set(event.data.turn, event.data.n);
        for (const input of event.data.inputs) delivered.set(input, event.data.n);
        break;
      case 'input.delivered':
        for (const input of event.data.inputs) delivered.set(input, turns.get(event.data.turn) ?? 0);
        break;
      default:
    }
  }
  const waiting = new Map(queued.map((input) => [input.id, input]));
  return [...comments.values()].map((comment): SentComment => {
    const waits = waiting.get(comment.input);
    if (waits) return { ...comment, status: 'waiting', steer: waits.steer };
    const turn = delivered.get(comment.input);
    return turn === undefined ? { ...comment, status: 'dropped' } : { ...comment, status: 'delivered', turn };
  });
}

function keep(
  comments: Map<string, LineComment & { readonly input: string; readonly at: number }>,
  { input, text }: { readonly input: string; readonly text: string },
  at: number,
): void {
  const comment = parseComment(text);
  if (comment) comments.set(input, { ...comment, input, at });
  else comments.delete(input);
}

/** Where a comment stands on its way, in words. */
export function commentStanding(comment: SentComment): string {
  switch (comment.status) {
    case 'waiting':
      return comment.steer ? t`waits for the running turn’s next request` : t`queued, goes first at the next turn`;
    case 'delivered':
      return comment.turn === 0 ? t`delivered` : t`delivered in turn ${comment.turn}`;
    case 'dropped':
      return t`not delivered: the goal ended before`;
  }
}
