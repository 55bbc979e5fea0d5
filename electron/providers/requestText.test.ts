import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelRequest, TranscriptItem } from '../../shared/provider/model';
import { requestBody } from './requestBody';
import { requestText } from './requestText';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });

/** What one answer and its results add to a conversation, in the shapes that real ones have; some calls stay unanswered. */
const added: fc.Arbitrary<readonly TranscriptItem[]> = fc
  .array(
    fc.oneof(
      text.map((said): TranscriptItem => ({ type: 'message', role: 'user', text: `"input":[] ${said}` })),
      text.map((said): TranscriptItem => ({ type: 'message', role: 'assistant', text: said })),
      text.map((encrypted): TranscriptItem => ({ type: 'reasoning', encrypted, summary: [] })),
      fc
        .tuple(fc.uuid(), text, fc.boolean())
        .map(([call, output, answered]): TranscriptItem[] => [
          { type: 'tool_call', call, name: 'shell', arguments: '{}' },
          ...(answered ? [{ type: 'tool_result' as const, call, output }] : []),
        ]),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.flat());

function request(items: readonly TranscriptItem[]): ModelRequest {
  return { model: 'm', instructions: 'Say "input":[] never.', items, tools: [] };
}

const whole = (items: readonly TranscriptItem[], reasoning: boolean) => JSON.stringify(requestBody(request(items), reasoning));

describe('requestText', () => {
  it('is the request written out, however the conversation grew, and whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(added, fc.boolean()), { maxLength: 8 }), (steps) => {
        let items: readonly TranscriptItem[] = [];
        const earlier: [Buffer, string][] = [];
        for (const [more, reasoning] of steps) {
          items = [...items, ...more];
          const sent = requestText(request(items), reasoning);
          earlier.push([sent, whole(items, reasoning)]);
        }
        for (const [sent, expected] of earlier) expect(sent.toString()).toBe(expected);
      }),
    );
  });

  it('is the request written out where the conversation was cut or took another way', () => {
    const say = (said: string): TranscriptItem => ({ type: 'message', role: 'user', text: said });
    const [first, second, third, other] = [say('one'), say('two'), say('three'), say('other')];
    for (const items of [[first, second, third], [first, second], [first, other], [first, second, third, other], [third]]) {
      expect(requestText(request(items), false).toString()).toBe(whole(items, false));
    }
  });
});
