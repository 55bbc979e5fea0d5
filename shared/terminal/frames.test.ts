import { describe, expect, it } from 'vitest';
import { TerminalReply } from './frames';

describe('what a view says', () => {
  it.each<TerminalReply>([
    { kind: 'ack', bytes: 65_536 },
    { kind: 'input', text: 'ls\r' },
    { kind: 'size', cols: 80.5, rows: 24 },
    { kind: 'seen', seen: false },
  ])('is taken: $kind', (reply) => {
    expect(TerminalReply.parse(reply)).toEqual(reply);
  });

  it.each([
    undefined,
    'ack',
    { kind: 'ack', bytes: Number.NaN },
    { kind: 'ack', bytes: -1 },
    { kind: 'input' },
    { kind: 'input', text: 7 },
    { kind: 'seen', seen: 'yes' },
    { kind: 'kill' },
  ])('is not taken: %j', (reply) => {
    expect(TerminalReply.safeParse(reply).success).toBe(false);
  });
});
