const ESC = '\\u001b';

/** What is kept of what a person typed between two looks, in UTF-16 units; a paste is told by its beginning. */
const MAX_TYPED = 2_000;

/**
 * What a terminal sends by itself: answers to a program's questions (cursor position, device attributes, modes, colours), mouse
 * reports, and word of having the keyboard or not. Nobody typed it.
 */
const ANSWERS = answerPattern();
const WHOLLY_ANSWERS = wholePattern();
const F3 = f3Pattern();

/** What a person typed, bounded. */
export class Typed {
  #text = '';
  #cut = false;

  push(input: string): void {
    const typed = input.replace(ANSWERS, '');
    const room = MAX_TYPED - this.#text.length;
    this.#text += typed.slice(0, room);
    this.#cut ||= typed.length > room;
  }

  /** What was typed since the last time. */
  take(): string {
    const taken = this.#cut ? `${this.#text}…` : this.#text;
    this.#text = '';
    this.#cut = false;
    return taken;
  }
}

/**
 * Whether this is all answers to what a program asked: where several views of a terminal could give them, one must. `CSI 1 ; 2 R` and its
 * kind are left out, which are keys too (F3 with Shift, Alt or Ctrl).
 */
export function isAnswer(input: string): boolean {
  return WHOLLY_ANSWERS.test(input) && !F3.test(input);
}

/** To what a program asked. */
function questionAnswers(): readonly string[] {
  return [
    '\\[\\??[\\d;]+R',
    '\\[[?>=][\\d;]*c',
    '\\[\\??\\d*n',
    '\\[\\??[\\d;]+\\$y',
    '\\[[\\d;]+t',
    `\\](?:4;\\d+|1[0-2]);rgb:[\\da-fA-F/]+(?:\\u0007|${ESC}\\\\)`,
    `P[01]\\$r[^${ESC}]*${ESC}\\\\`,
  ];
}

function answerPattern(): RegExp {
  const focusAndMouse = ['\\[[IO]', '\\[<[\\d;]+[Mm]', '\\[M[\\s\\S]{3}'];
  return new RegExp(`${ESC}(?:${[...questionAnswers(), ...focusAndMouse].join('|')})`, 'g');
}

function wholePattern(): RegExp {
  return new RegExp(`^(?:${ESC}(?:${questionAnswers().join('|')}))+$`);
}

function f3Pattern(): RegExp {
  return new RegExp(`^${ESC}\\[1;[2-8]R$`);
}
