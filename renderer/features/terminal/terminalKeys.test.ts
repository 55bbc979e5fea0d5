import { describe, expect, it } from 'vitest';
import { type KeyMeaning, type KeyPlace, type KeyPress, meaningOf } from './terminalKeys';

const READ: KeyPlace = { mac: false, typing: false, selected: false };
const TYPED: KeyPlace = { ...READ, typing: true };
const MARKED: KeyPlace = { ...READ, selected: true };

/** `Ctrl+Shift+C` as the page hears it. */
function press(keys: string): KeyPress {
  const names = keys.split(/(?<=.)\+(?=.)/);
  const has = (name: string) => names.slice(0, -1).includes(name);
  const [ctrlKey, metaKey, altKey, shiftKey] = [has('Ctrl'), has('Cmd'), has('Alt'), has('Shift')];
  return { key: names.at(-1) ?? '', ctrlKey, metaKey, altKey, shiftKey };
}

describe('a key in a terminal', () => {
  it.each<[string, KeyPlace, KeyMeaning]>([
    ['Ctrl+f', READ, 'find'],
    ['Ctrl+f', TYPED, 'find'],
    ['Ctrl++', READ, 'larger'],
    ['Ctrl+Shift++', TYPED, 'larger'],
    ['Ctrl+=', READ, 'larger'],
    ['Ctrl+-', TYPED, 'smaller'],
    ['Ctrl+0', READ, 'standard'],
    ['Ctrl+Shift+C', TYPED, 'copy'],
    ['Ctrl+c', MARKED, 'copy'],
    ['Ctrl+c', { ...TYPED, selected: true }, 'terminal'],
    ['Ctrl+c', TYPED, 'terminal'],
    ['Ctrl+c', READ, 'window'],
    ['Ctrl+Alt+f', TYPED, 'terminal'],
    ['Ctrl+n', TYPED, 'terminal'],
    ['Ctrl+n', READ, 'window'],
    ['Tab', TYPED, 'terminal'],
    ['Tab', READ, 'window'],
    ['F6', TYPED, 'window'],
    ['a', TYPED, 'terminal'],
    ['a', READ, 'window'],
    ['ArrowUp', TYPED, 'terminal'],
    ['ArrowUp', READ, { scroll: 'lines', by: -1 }],
    ['PageDown', READ, { scroll: 'pages', by: 1 }],
    ['Home', READ, { scroll: 'top' }],
    ['End', READ, { scroll: 'bottom' }],
    ['Alt+ArrowUp', READ, 'window'],
  ])('%s', (keys, place, meaning) => {
    expect(meaningOf(press(keys), place)).toEqual(meaning);
  });

  it.each<[string, KeyPlace, KeyMeaning]>([
    ['Cmd+f', READ, 'find'],
    ['Ctrl+f', TYPED, 'terminal'],
    ['Cmd+c', MARKED, 'copy'],
    ['Cmd+c', READ, 'window'],
    ['Ctrl+c', TYPED, 'terminal'],
    ['Cmd+v', TYPED, 'window'],
    ['Cmd+0', TYPED, 'standard'],
  ])('%s on a Mac', (keys, place, meaning) => {
    expect(meaningOf(press(keys), { ...place, mac: true })).toEqual(meaning);
  });
});
