import { describe, expect, it } from 'vitest';
import { ByteTail } from './byteTail';

describe('the tail of a stream', () => {
  it('is its last bytes, however they came, and counts what is gone', () => {
    const tail = new ByteTail(4);
    for (const part of ['a', 'bc', 'd', 'efg']) tail.push(Buffer.from(part));
    expect([Buffer.from(tail.bytes()).toString(), tail.dropped]).toEqual(['defg', 3]);
    tail.push(Buffer.from('0123456789'));
    expect([Buffer.from(tail.bytes()).toString(), tail.dropped]).toEqual(['6789', 13]);
    tail.clear();
    expect([tail.empty, tail.bytes().byteLength, tail.dropped]).toEqual([true, 0, 0]);
  });
});
