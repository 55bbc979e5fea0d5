import { describe, expect, it } from 'vitest';
import { hiddenHint } from './hiddenHint';

const PLACES = {
  workspace: '/data/samples/w s',
  hidden: ['/data', '/home/u/.ssh', '/data/samples/w s/private', '/data/samples/w s/.env'],
  open: ['/data/samples/w s/src', '/data/threads/t/tmp', '/data/samples/w s'],
};

describe('hiddenHint', () => {
  it.each([
    ['cat private/key.txt', 'Boundary: private cannot be read'],
    ['ls ./private', 'Boundary: private cannot be read'],
    ["cat: '/home/u/.ssh/id': No such file or directory", 'Boundary: /home/u/.ssh cannot be read'],
    ['cat .env', 'Boundary: .env cannot be read'],
    ['cat /data/goalpost.db', 'Boundary: /data cannot be read'],
  ])('names what "%s" met', (text, words) => {
    expect(hiddenHint(text, PLACES)).toContain(words);
  });

  it.each([
    'npm test',
    'cat privately.txt src/private .env.example',
    "cat '/data/samples/w s/src/a.js' /data/threads/t/tmp/x",
    'cat /data2/x',
  ])('is silent on "%s"', (text) => {
    expect(hiddenHint(text, PLACES)).toBeUndefined();
  });
});
