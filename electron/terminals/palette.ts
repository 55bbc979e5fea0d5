import type { Terminal } from '@xterm/headless';

const CAN = '\u0018';
const RESTORED = '\u001b]104\u001b\\\u001b]110\u001b\\\u001b]111\u001b\\\u001b]112\u001b\\';

/** What xterm takes for a colour. */
const COLOUR = /^(?:rgb:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})|#(?:[\da-f]{3}){1,4})$/i;

/** Text, ground and cursor: OSC 10 to 12. */
const SPECIAL = [10, 11, 12] as const;

/** The colours that a program gave its terminal itself, which a terminal without a window does not keep: some 260 at most. */
export class Palette {
  readonly #indexed = new Map<number, string>();
  readonly #special = new Map<number, string>();

  /** Listens to a terminal, which keeps reading them itself. */
  constructor(terminal: Terminal) {
    const on = (code: number, take: (slots: readonly string[]) => void) =>
      terminal.parser.registerOscHandler(code, (data) => {
        take(data.split(';'));
        return false;
      });
    on(4, (slots) => this.#setIndexed(slots));
    on(104, (slots) => this.#restoreIndexed(slots));
    for (const code of SPECIAL) {
      on(code, (slots) => this.#setSpecial(code, slots));
      on(code + 100, () => this.#special.delete(code));
    }
  }

  /** Gives a terminal these colours, and no others that it was given before; at any place of what it reads. */
  drawn(): string {
    const pairs = [...this.#indexed].map(([index, colour]) => `;${index};${colour}`).join('');
    const indexed = pairs === '' ? '' : `\u001b]4${pairs}\u001b\\`;
    const special = [...this.#special].map(([code, colour]) => `\u001b]${code};${colour}\u001b\\`).join('');
    return CAN + RESTORED + indexed + special;
  }

  #setIndexed(slots: readonly string[]): void {
    for (let at = 0; at + 1 < slots.length; at += 2) {
      const [index, colour = ''] = [indexOf(slots[at]), slots[at + 1]];
      if (index !== undefined && isColour(colour)) this.#indexed.set(index, colour);
    }
  }

  #restoreIndexed(slots: readonly string[]): void {
    if (slots.length === 1 && slots[0] === '') this.#indexed.clear();
    for (const slot of slots) this.#indexed.delete(indexOf(slot) ?? -1);
  }

  /** Several in one: each is of the next. */
  #setSpecial(first: number, slots: readonly string[]): void {
    for (const [nth, colour] of slots.entries()) {
      if (first + nth <= SPECIAL[2] && isColour(colour)) this.#special.set(first + nth, colour);
    }
  }
}

function indexOf(slot: string | undefined): number | undefined {
  return slot !== undefined && /^\d{1,3}$/.test(slot) && Number(slot) < 256 ? Number(slot) : undefined;
}

/** All three parts of a colour have as many digits. */
function isColour(text: string): boolean {
  const parts = COLOUR.exec(text);
  return parts !== null && parts[1]?.length === parts[2]?.length && parts[2]?.length === parts[3]?.length;
}
