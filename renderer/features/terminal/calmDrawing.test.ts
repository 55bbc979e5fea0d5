import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

describe('the terminal that is drawn calmly', () => {
  it('asks for its frames where the pace is put in, and moves its field and its selection by the names that are replaced', () => {
    const source = readFileSync(createRequire(import.meta.url).resolve('@xterm/xterm'), 'utf8');
    const names = [
      '._core.',
      '._renderService=',
      'this._renderDebouncer=',
      'this._coreBrowserService.window.requestAnimationFrame((()=>this._innerRefresh()))',
      'this._syncTextArea()',
      '._selectionService=',
      '._selectionService.refresh()',
      '_selectionService.onRequestRedraw(',
      'get selectionStart(){return this._model.finalSelectionStart}',
    ];
    expect(names.filter((name) => !source.includes(name))).toEqual([]);
  });
});
