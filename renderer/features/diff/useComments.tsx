import { useMemo, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { type SentComment, sentComments } from '../../../shared/views/diff/comments';
import { commentText, placeComment, quotedCode } from '../../../shared/views/diff/lineComment';
import { textLines } from '../../../shared/views/diff/lines';
import type { Range } from '../../../shared/views/diff/range';
import type { ShownSides } from '../../../shared/views/diff/sideWords';
import { command } from '../../stores/thread';
import { CommentCard } from './CommentCard';
import { CommentField } from './CommentField';
import type { BetweenLines } from './DiffView';
import { changeDraft, type DraftComment, draftKey, useDrafts } from './draftComments';
import type { LinesOfSide } from './lineGutter';

/** The file that comments are shown for, with its texts while they are there. */
export interface CommentedFile {
  readonly path: string;
  readonly shown: ShownSides | null;
}

export interface Comments {
  /** What stands between the lines of the file. */
  readonly zones: readonly BetweenLines[];
  /** Comments on lines of the file that are not there any more. */
  readonly gone: readonly SentComment[];
  begin(at: LinesOfSide): void;
  /** How many comments a file has, written or sent. */
  countOf(path: string): number;
}

/** Comments to the agent on lines: those that the log has, and those being written. `toLines` gives the keyboard back to the lines. */
export function useComments(
  state: ThreadState,
  events: readonly RecordedEvent[],
  range: Range,
  file: CommentedFile | null,
  toLines: () => void,
): Comments {
  const { thread, inputs } = state;
  const drafts = useDrafts(thread);
  const [begun, setBegun] = useState({ key: '', times: 0 });
  const sent = useMemo(() => sentComments(events, inputs), [events, inputs]);
  const counts = useMemo(() => countByPath([...sent, ...Object.values(drafts)]), [sent, drafts]);
  const path = file?.path;
  const texts = file?.shown?.kind === 'texts' ? file.shown : null;
  const lines = useMemo(() => texts && { before: textLines(texts.before), after: textLines(texts.after) }, [texts]);
  const placed = useMemo(
    () =>
      sent
        .filter((comment) => comment.path === path)
        .map((comment) => ({ comment, line: lines && placeComment(lines[comment.side], comment) })),
    [sent, path, lines],
  );

  const begin = ({ side, from, to }: LinesOfSide) => {
    if (path === undefined || !lines || range.kind === 'missing') return;
    const at = { path, side, from, to, checkpoint: range[side === 'before' ? 'from' : 'to'].id };
    const code = quotedCode(lines[side].slice(from - 1, to));
    const key = draftKey(at);
    changeDraft(thread, key, (draft) => draft ?? { ...at, key, code, words: '', said: '', busy: false });
    setBegun(({ times }) => ({ key, times: times + 1 }));
  };
  const own = lines ? Object.values(drafts).filter((draft) => draft.path === path) : [];
  const fields = own.map((draft) => ({
    key: draft.key,
    side: draft.side,
    line: lines ? (placeComment(lines[draft.side], draft) ?? Math.min(draft.to, lines[draft.side].length)) : draft.to,
    content: (
      <CommentField
        draft={draft}
        state={state}
        begun={begun.key === draft.key ? begun.times : 0}
        onWrite={(words) => changeDraft(thread, draft.key, (known) => ({ ...(known ?? draft), words, said: '' }))}
        onSend={(now) => void send(thread, draft, now, toLines)}
        onDiscard={() => {
          changeDraft(thread, draft.key, () => undefined);
          toLines();
        }}
        onLeave={() => {
          changeDraft(thread, draft.key, (known) => (known && known.words.trim() !== '' ? known : undefined));
          toLines();
        }}
      />
    ),
  }));
  const cards = placed.flatMap(({ comment, line }) =>
    line === null
      ? []
      : { key: comment.input, side: comment.side, line, content: <CommentCard comment={comment} state={state} /> },
  );
  return {
    zones: [...cards, ...fields],
    gone: lines ? placed.filter(({ line }) => line === null).map(({ comment }) => comment) : [],
    begin,
    countOf: (asked) => counts.get(asked) ?? 0,
  };
}

/** What was sent is gone from its field only once it was taken, and never what was typed meanwhile. */
async function send(thread: string, draft: DraftComment, now: boolean, toLines: () => void): Promise<void> {
  const { key, words } = draft;
  changeDraft(thread, key, (known) => known && { ...known, busy: true, said: '' });
  const answer = await command(thread, { type: 'input.queue', text: commentText(draft), ...(now ? { steer: true } : {}) });
  changeDraft(thread, key, (known) => {
    if (!known || (answer.ok && known.words === words)) return undefined;
    return { ...known, busy: false, said: answer.ok ? '' : answer.message };
  });
  if (answer.ok) toLines();
}

function countByPath(comments: readonly { readonly path: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path } of comments) counts.set(path, (counts.get(path) ?? 0) + 1);
  return counts;
}
