import type { ModelProvider } from '../../electron/ports/modelProvider';
import type { ModelEvent, ModelRequest } from '../../shared/provider/model';

/** A signal that never aborts. */
export const patient = (): AbortSignal => new AbortController().signal;

/** A request with one tool and one user message, changed by `over`. */
export function modelRequest(over: Partial<ModelRequest> = {}): ModelRequest {
  const tools = [{ name: 'shell', description: 'Runs a command.', parameters: { type: 'object', properties: {} } }];
  return {
    model: 'gpt-test',
    instructions: 'Be brief.',
    items: [{ type: 'message', role: 'user', text: 'Hello' }],
    tools,
    ...over,
  };
}

/** Every event of one request, in order. */
export async function collect(
  provider: ModelProvider,
  request = modelRequest(),
  signal = patient(),
): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of provider.stream(request, signal)) events.push(event);
  return events;
}

/** The deltas of one kind, joined. */
export function joined(events: readonly ModelEvent[], type: 'text_delta' | 'reasoning_delta'): string {
  return events.map((event) => (event.type === type && 'text' in event ? event.text : '')).join('');
}
