import { messageText, ResponsesBody } from '../fakes/requestRules';
import type { ReplyItem } from '../fakes/responseEvents';
import { type RecordedRequest, type Reply, startResponsesServer } from '../fakes/responsesServer';

/** What the model answers to one request: what it says and calls, a whole reply, or one of them later. */
export type Step = readonly ReplyItem[] | Reply | Promise<Reply>;

/** A model server on loopback that answers one request after the other with what the test has given it. */
export interface SteppedModel {
  readonly baseUrl: string;
  /** Every request so far. */
  readonly requests: readonly RecordedRequest[];
  /** The answers to the next requests; a request for which there is none is refused, which fails the goal. */
  answers(...steps: readonly Step[]): void;
  /** Resolves when that request, counted from 1, has come. */
  asked(n: number): Promise<RecordedRequest>;
  close(): Promise<void>;
}

export async function steppedModel(): Promise<SteppedModel> {
  const steps: Step[] = [];
  const waiting = new Set<() => void>();
  const reply = (): Reply | Promise<Reply> => {
    for (const look of [...waiting]) look();
    return replyOf(steps.shift());
  };
  const server = await startResponsesServer({ reply });
  return {
    baseUrl: server.baseUrl,
    requests: server.requests,
    answers: (...more) => void steps.push(...more),
    asked: (n) =>
      new Promise((resolve) => {
        const look = () => {
          const request = server.requests[n - 1];
          if (request === undefined) return;
          waiting.delete(look);
          resolve(request);
        };
        waiting.add(look);
        look();
      }),
    close: server.close,
  };
}

function replyOf(step: Step | undefined): Reply | Promise<Reply> {
  if (step === undefined) return { status: 400, body: { error: { message: 'one request more than the test has answers for' } } };
  return isItems(step) ? { items: step } : step;
}

const isItems = (step: Step): step is readonly ReplyItem[] => Array.isArray(step);

/** What was new to the model in a request: its last message or the last answer to a call. */
export function lastInput({ body }: RecordedRequest): string {
  const last = ResponsesBody.parse(body).input.at(-1);
  if (last?.type === 'function_call_output') return last.output;
  if (last?.type !== 'message') return '';
  return messageText(last);
}

/** The request is taken and stays open until its client ends it. */
export const NEVER_ANSWERED: Reply = { hang: true };

export const say = (text: string): ReplyItem => ({ type: 'text', text });

export const shell = (command: string): ReplyItem => ({ type: 'tool_call', name: 'shell', arguments: { command } });

export const claim = (summary: string): ReplyItem => ({
  type: 'tool_call',
  name: 'update_goal',
  arguments: { status: 'complete', summary },
});
