import { ResponsesBody } from '../../fakes/requestRules';
import type { ReplyItem } from '../../fakes/responseEvents';
import { type ResponsesServer, startResponsesServer } from '../../fakes/responsesServer';
import { serveRole } from './roleProcess';

/** A model that runs commands thinks meanwhile: time in which the bare command runs alone. */
const THINKING_MS = 400;

/** Calls of one turn that runs commands, one an answer: the first waits for the checkpoint of the turn before, the others are measured. */
const COMMANDS_A_TURN = 20;

/** What the model does in each turn before it ends it: one call, many commands, or a wait that leaves the thread idle. */
export type Habit = 'note' | 'patch' | 'shell' | 'wait';

/** From the last bytes of one answer to the head of the next request, both as this process saw them. */
export interface Gap {
  /** `turn`: the answer ended a turn, and the request begins the next. `tool`: the answer asked for a call. */
  readonly after: 'turn' | 'tool';
  readonly turn: number;
  /** The how-manieth answer of its turn the request follows, from 1. */
  readonly answer: number;
  readonly ms: number;
  /** Bytes that had come over all connections before this request's own. */
  readonly received: number;
}

export type ModelOrder = { readonly order: 'listen'; readonly habit: Habit } | { readonly order: 'report' };
export interface Listening {
  readonly baseUrl: string;
}
export interface ModelReport {
  readonly gaps: readonly Gap[];
}

/** A model that works without thinking: a call, a sentence, a call, a sentence, for as long as it is asked. */
export async function serveModel(): Promise<void> {
  let server: ResponsesServer | undefined;
  const gaps: Gap[] = [];
  const book = { asked: 0, answered: 0, turn: 0, answer: 0, ended: false, received: 0 };
  serveRole(async (message: ModelOrder): Promise<Listening | ModelReport> => {
    if (message.order === 'report') return { gaps };
    server = await startResponsesServer({
      keep: false,
      onMoment: (moment, at) => {
        book[moment] = at;
      },
      reply: ({ body }) => {
        const request = ResponsesBody.parse(body);
        const begins = request.input.at(-1)?.type === 'message';
        const { turn, answer, received } = book;
        if (book.answered > 0)
          gaps.push({ after: book.ended ? 'turn' : 'tool', turn, answer, ms: book.asked - book.answered, received });
        book.received = server?.received() ?? 0;
        if (begins) book.turn += 1;
        book.answer = begins ? 1 : book.answer + 1;
        const asked = message.habit === 'shell' ? COMMANDS_A_TURN : 1;
        const calls = book.answer <= asked && (request.tools ?? []).length > 0;
        book.ended = !calls;
        const thinking = message.habit === 'shell' ? { delayMs: THINKING_MS } : {};
        return calls
          ? { items: [call(message.habit, book.turn)], ...thinking }
          : { items: [{ type: 'text', text: 'Noted. On to the next.' }] };
      },
    });
    return { baseUrl: server.baseUrl };
  });
}

function call(habit: Habit, turn: number): ReplyItem {
  switch (habit) {
    case 'note': {
      const words = { changed: `tried variant ${turn}`, evidence: 'p95 as before', next: `variant ${turn + 1}` };
      return { type: 'tool_call', name: 'record_iteration', arguments: words };
    }
    case 'patch': {
      const patch = `*** Begin Patch\n*** Update File: src/turn.txt\n-${turn - 1}\n+${turn}\n*** End Patch`;
      return { type: 'tool_call', name: 'apply_patch', arguments: { patch } };
    }
    case 'shell':
      return { type: 'tool_call', name: 'shell', arguments: { command: 'true' } };
    case 'wait':
      return { type: 'tool_call', name: 'wait', arguments: { for: 'time', ms: 3_600_000 } };
  }
}
