/** The longest id that a check may have. */
const MAX_ID = 64;

/** The ids of a text's checks: each once. */
export class CheckIds {
  readonly #taken = new Set<string>();
  /** How far counting has come for an id, so that a text of many equal commands is read in time linear in its length. */
  readonly #counted = new Map<string, number>();

  /** Takes the id, or it with a number where it is taken. */
  take(id: string): string {
    const free = this.#taken.has(id) ? this.#next(id) : id;
    this.#taken.add(free);
    return free;
  }

  #next(id: string): string {
    for (let count = (this.#counted.get(id) ?? 1) + 1; ; count += 1) {
      const next = `${id.slice(0, MAX_ID - 1 - String(count).length)}-${count}`;
      if (this.#taken.has(next)) continue;
      this.#counted.set(id, count);
      return next;
    }
  }
}
