import type { KeyboardEvent } from 'react';
import { expect, it, vi } from 'vitest';
import { answerByKey } from './answerKeys';

/** A press on a question that has the focus itself and a button for `y`. */
function press(key: string, repeat = false) {
  const click = vi.fn();
  const row = { querySelector: (asked: string) => (asked === '[data-key=y]' ? { click } : null) };
  const preventDefault = vi.fn();
  const event = { key, repeat, ctrlKey: false, metaKey: false, altKey: false, target: row, currentTarget: row, preventDefault };
  const taken = answerByKey(event as unknown as KeyboardEvent<HTMLElement>);
  return { taken, clicks: click.mock.calls.length, prevented: preventDefault.mock.calls.length };
}

it('answers with the key of a button', () => {
  expect(press('y')).toEqual({ taken: true, clicks: 1, prevented: 1 });
  expect(press('x')).toEqual({ taken: false, clicks: 0, prevented: 0 });
});

it('answers nothing more while the key is held down: the focus is on the next question then', () => {
  expect(press('y', true)).toEqual({ taken: true, clicks: 0, prevented: 1 });
});
