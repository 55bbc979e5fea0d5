import { assertNever } from '../kernel/assertNever';
import type { RecordedEvent } from '../thread/events';
import { t } from '../words/t';
import type { InboxRow } from './inboxRows';

/** What became of a row that waits no more, in words that follow the thread's name; `elsewhere` are those for who did not answer it here. */
export type Gone =
  | { readonly how: 'answered'; readonly words: string; readonly elsewhere: string }
  | { readonly how: 'closed'; readonly words: string };

/** By the thread's events since the row was opened: answered, by whomever, or closed because what asked it is gone (law 7). */
export function goneRow({ ask, since }: InboxRow, events: readonly RecordedEvent[]): Gone {
  const later = events.filter((event) => event.at >= since);
  switch (ask.kind) {
    case 'blocked':
    case 'budget':
    case 'usage':
      return standingGone(later);
    case 'acceptance':
    case 'baseline':
    case 'human':
    case 'permission':
    case 'protected':
      return questionGone(ask.question, later);
    default:
      return assertNever(ask);
  }
}

const GOES_ON: Gone = {
  how: 'answered',
  words: t`answered, the goal goes on`,
  elsewhere: t`answered elsewhere, the goal goes on`,
};

const CLOSED: Gone = { how: 'closed', words: t`closed: it waits no more` };

function questionGone(question: string, events: readonly RecordedEvent[]): Gone {
  for (const event of events.toReversed()) {
    if (event.type === 'question.answered' && event.data.question === question) return answered(event.data.answer);
    if (event.type === 'question.closed' && event.data.question === question) return closed(event.data.reason);
  }
  return CLOSED;
}

/** A status that waited is over when the goal goes on, or is no more. */
function standingGone(events: readonly RecordedEvent[]): Gone {
  for (const event of events.toReversed()) {
    if (event.type === 'goal.cleared') return closed(t`the goal was cleared`);
    if (event.type === 'goal.drafted') return closed(t`another goal was drafted`);
    if (event.type !== 'goal.resumed') continue;
    return event.data.by === 'app' ? closed(t`the goal went on by itself`) : GOES_ON;
  }
  return CLOSED;
}

/** An answer's first line is enough to know it by. */
const MOST_CHARS = 80;

function answered(answer: string): Gone {
  const line = answer.split('\n')[0] ?? '';
  const said = line.length > MOST_CHARS ? `${line.slice(0, MOST_CHARS)}…` : line;
  return { how: 'answered', words: t`answered “${said}”`, elsewhere: t`answered elsewhere “${said}”` };
}

function closed(reason: string): Gone {
  return { how: 'closed', words: t`closed: ${reason}` };
}
