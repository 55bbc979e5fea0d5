import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pathBytes, pathText } from './paths';

it('gives back the bytes of any path, also through JSON', () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(bytes, (path) => {
      const text: unknown = JSON.parse(JSON.stringify(pathText(Buffer.from(path))));
      expect(pathBytes(String(text))).toEqual(Buffer.from(path));
    }),
    { seed: 20, numRuns: 500 },
  );
});

it('shows UTF-8 as it is', () => {
  expect([pathText(Buffer.from('größe 🎉 \uFFFD')), pathText(Buffer.of(0x61, 0xe9, 0xc3, 0xbc))]).toEqual([
    'größe 🎉 \uFFFD',
    'a\uDCE9ü',
  ]);
});
