import { describe, expect, it } from 'vitest';
import { fileLinks, workspacePath } from './fileLinks';

const found = (text: string) => fileLinks(text).map(({ from, to, path, line }) => [text.slice(from, to), path, line]);

describe('places in files', () => {
  it.each([
    ['  src/checkout/cart.ts:12:5 - error TS2322', 'src/checkout/cart.ts:12:5', 'src/checkout/cart.ts', 12],
    ['src/cart.ts(12,5): error TS2322', 'src/cart.ts(12,5)', 'src/cart.ts', 12],
    ['  File "app/cart.py", line 7, in total', 'app/cart.py", line 7', 'app/cart.py', 7],
    ['    at quote (/work/shop/src/cart.mjs:3:9)', '/work/shop/src/cart.mjs:3:9', '/work/shop/src/cart.mjs', 3],
    ['    at file:///work/shop/cart.mjs:3:9', 'file:///work/shop/cart.mjs:3:9', '/work/shop/cart.mjs', 3],
    ['  --> src/main.rs:44:1', 'src/main.rs:44:1', 'src/main.rs', 44],
    ['./run.sh:2: not found', './run.sh:2', './run.sh', 2],
    ['README.md:1', 'README.md:1', 'README.md', 1],
    ['bin/tool:9: syntax error', 'bin/tool:9', 'bin/tool', 9],
    ['test/größe.ts:8', 'test/größe.ts:8', 'test/größe.ts', 8],
  ])('are found in %s', (text, words, path, line) => {
    expect(found(text)).toEqual([[words, path, line]]);
  });

  it.each([
    ['a time', 'started 12:30:05'],
    ['a port', 'listening on localhost:3000, 127.0.0.1:8080 and example.com:443'],
    ['an address of the web', 'see http://localhost:3000/a.html and https://example.com:8443/x'],
    ['a module of Node', 'at node:internal/modules/cjs/loader:1105:14'],
    ['a ratio', 'ratio 3:4, image alpine:3'],
    ['line 0', 'src/a.ts:0'],
    ['a number that is no line', 'src/a.ts:123456789012'],
  ])('are not found in %s', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('are found more than once in a line', () => {
    expect(found('a.ts:1 then b/c.ts:2:3').map(([, path]) => path)).toEqual(['a.ts', 'b/c.ts']);
  });

  it('are looked for in a long line without end', () => {
    const began = 'a/'.repeat(20_000);
    expect(found(began)).toEqual([]);
    expect(found(`${'('.repeat(20_000)}a.ts:1`)).toEqual([['a.ts:1', 'a.ts', 1]]);
  });
});

describe('a printed path in the workspace', () => {
  it.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src/a.ts', 'src/a.ts'],
    ['/work/shop/src/a.ts', 'src/a.ts'],
    ['src/../lib//b.ts', 'lib/b.ts'],
    ['/etc/passwd', undefined],
    ['/work/shop-2/a.ts', undefined],
    ['../other/a.ts', undefined],
    ['src/../../a.ts', undefined],
    ['/work/shop/', undefined],
  ])('%s is %s', (path, name) => {
    expect(workspacePath(path, '/work/shop')).toBe(name);
    expect(workspacePath(path, '/work/shop/')).toBe(name);
  });
});
