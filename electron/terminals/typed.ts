/** What is kept of what a person typed between two looks, in UTF-16 units; a paste is told by its beginning. */
const MAX_TYPED = 2_000;

/**
 * What a terminal sends by itself: answers to a program's questions (cursor position, device attributes, modes, colours), mouse
 * reports, and word of having the keyboard or not. Nobody typed it.
 */
const ANSWERS = answerPattern();

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

function answerPattern(): RegExp {
  const ESC = '\\u001b';
  const answers = [
    '\\[\\??[\\d;]+R',
    '\\[[?>=][\\d;]*c',
    '\\[\\??\\d*n',
    '\\[\\??[\\d;]+\\$y',
    '\\[[IO]',
    '\\[<[\\d;]+[Mm]',
    '\\[M[\\s\\S]{3}',
    '\\[[\\d;]+t',
    `\\](?:4;\\d+|1[0-2]);rgb:[\\da-fA-F/]+(?:\\u0007|${ESC}\\\\)`,
    `P[01]\\$r[^${ESC}]*${ESC}\\\\`,
  ];
  return new RegExp(`${ESC}(?:${answers.join('|')})`, 'g');
}
