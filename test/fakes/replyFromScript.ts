import { nextMove, type Script } from '../../electron/providers/scripted';
import type { TranscriptItem } from '../../shared/provider/model';
import { type InputItem, messageText, ResponsesBody } from './requestRules';
import type { ReplyItem } from './responseEvents';
import type { RecordedRequest, Reply } from './responsesServer';

/** Plays a script through HTTP as a reasoning model would: the same steps as the scripted provider, each with reasoning to carry. */
export function replyFromScript(script: Script): (request: RecordedRequest) => Reply {
  return (request) => {
    const body = ResponsesBody.parse(request.body);
    const move = nextMove(script, body.input.flatMap(transcriptItem), { wrapUp: (body.tools ?? []).length === 0 });
    const reasons = body.include?.includes('reasoning.encrypted_content') ?? false;
    const thought: ReplyItem[] = reasons
      ? [{ type: 'reasoning', summary: [], encrypted: `encrypted:${move.calls[0]?.call ?? 'end'}` }]
      : [];
    const said: ReplyItem[] = move.say === '' ? [] : [{ type: 'text', text: move.say }];
    return { items: [...thought, ...said, ...move.calls.map((call): ReplyItem => ({ type: 'tool_call', ...call }))] };
  };
}

function transcriptItem(item: InputItem): TranscriptItem[] {
  switch (item.type) {
    case 'message': {
      const text = messageText(item);
      return item.role === 'user' || item.role === 'assistant' ? [{ type: 'message', role: item.role, text }] : [];
    }
    case 'function_call':
      return [{ type: 'tool_call', call: item.call_id, name: item.name, arguments: item.arguments }];
    case 'function_call_output':
      return [{ type: 'tool_result', call: item.call_id, output: item.output }];
    case 'reasoning':
      return [];
  }
}
