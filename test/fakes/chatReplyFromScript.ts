import { nextMove, type Script } from '../../electron/providers/scripted';
import type { TranscriptItem } from '../../shared/provider/model';
import { ChatBody, type ChatMessage } from './chatRules';
import type { ServedRequest, ServerReply } from './modelServer';
import type { ReplyItem } from './responseEvents';

/** Plays a script over Chat Completions: the same steps as the scripted provider, each thought about aloud. */
export function chatReplyFromScript(script: Script): (request: ServedRequest) => ServerReply {
  return (request) => {
    const body = ChatBody.parse(request.body);
    const move = nextMove(script, body.messages.flatMap(transcriptItems), { wrapUp: body.tools === undefined });
    const thought: ReplyItem = { type: 'reasoning', summary: [`Next is ${move.calls[0]?.call ?? 'the end'}.`] };
    const said: ReplyItem[] = move.say === '' ? [] : [{ type: 'text', text: move.say }];
    return { items: [thought, ...said, ...move.calls.map((call): ReplyItem => ({ type: 'tool_call', ...call }))] };
  };
}

function transcriptItems(message: ChatMessage): TranscriptItem[] {
  switch (message.role) {
    case 'system':
      return [];
    case 'user':
      return [{ type: 'message', role: 'user', text: message.content }];
    case 'assistant':
      return [...said(message.content), ...(message.tool_calls ?? []).map(callItem)];
    case 'tool':
      return [{ type: 'tool_result', call: message.tool_call_id, output: message.content }];
  }
}

/** What was said in a row is one message, with a blank line between. */
const said = (content: string): TranscriptItem[] =>
  content.split('\n\n').map((text) => ({ type: 'message', role: 'assistant', text }));

type Call = NonNullable<Extract<ChatMessage, { role: 'assistant' }>['tool_calls']>[number];

const callItem = (call: Call): TranscriptItem => ({
  type: 'tool_call',
  call: call.id,
  name: call.function.name,
  arguments: call.function.arguments,
});
