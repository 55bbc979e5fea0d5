import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partialJson } from './partialJson';

describe('partialJson', () => {
  it.each([
    ['', undefined],
    ['{"outcome": "p95 bel', { outcome: 'p95 bel' }],
    ['{"a": 1, "b', { a: 1 }],
    ['{"a": 1, "b": ', { a: 1 }],
    ['{"a": 12', {}],
    ['{"a": tru', {}],
    ['{"a": [1, {"b": "x\\', { a: [1, { b: 'x' }] }],
    ['{"a": "x\\u00', { a: 'x' }],
    ['["x", "y"', ['x', 'y']],
    ['utcome": "a middle', undefined],
    ['{"__proto__": {"a": 1}}', Object.fromEntries([['__proto__', { a: 1 }]])],
  ])('reads %s', (text, value) => {
    expect(partialJson(text)).toEqual(value);
  });

  it('reads every whole text as JSON does, and never throws on the beginning of one', () => {
    fc.assert(
      fc.property(fc.object(), fc.nat(), (value, cut) => {
        const json = JSON.stringify(value);
        expect(JSON.stringify(partialJson(json))).toBe(json);
        expect(typeof partialJson(json.slice(0, 1 + (cut % json.length)))).toBe('object');
      }),
    );
  });
});
