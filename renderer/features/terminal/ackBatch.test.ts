import { describe, expect, it } from 'vitest';
import { ACK_BYTES, AckBatch } from './ackBatch';

function batch() {
  const sent: number[] = [];
  return { sent, acks: new AckBatch((bytes) => sent.push(bytes)) };
}

describe('acknowledgements', () => {
  it('are one for many pieces while more are waiting', () => {
    const { sent, acks } = batch();
    acks.written(ACK_BYTES * 3);
    for (let n = 0; n < 16; n += 1) acks.parsed(ACK_BYTES / 8);
    expect(sent).toEqual([ACK_BYTES, ACK_BYTES]);
  });

  it('leave nothing out when all is parsed', () => {
    const { sent, acks } = batch();
    acks.written(10);
    acks.written(20);
    acks.parsed(10);
    expect(sent).toEqual([]);
    acks.parsed(20);
    expect(sent).toEqual([30]);
  });

  it('are none for nothing', () => {
    const { sent, acks } = batch();
    acks.written(0);
    acks.parsed(0);
    expect(sent).toEqual([]);
  });

  it('sum up to what was written, however it was cut', () => {
    const { sent, acks } = batch();
    const pieces = Array.from({ length: 500 }, (_, n) => (n * 7919) % 4_000);
    for (const bytes of pieces) acks.written(bytes);
    for (const bytes of pieces) acks.parsed(bytes);
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBe(pieces.reduce((sum, bytes) => sum + bytes, 0));
    expect(sent.length).toBeLessThan(20);
  });
});
