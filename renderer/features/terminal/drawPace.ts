/** Parsed between two drawings, this is some ten screens: nobody could have read them. */
export const FLOOD_BYTES = 32 * 1024;

/**
 * In a flood a drawing follows the one before it after this time, with the frame that is due then: some twenty a second. Each costs the
 * page some 5 ms, and the processes that bring it onto the screen as much again: at sixty a second a third of all that a flood costs.
 */
export const CALM_MS = 34;

/** When a terminal is drawn: with every frame as long as what it prints can be read, and seldom in a flood. Times in milliseconds. */
export class DrawPace {
  #parsed = 0;
  #flooded = false;
  #drawn = Number.NEGATIVE_INFINITY;

  /** What was drawn last came in a flood. */
  get flooded(): boolean {
    return this.#flooded;
  }

  parsed(bytes: number): void {
    this.#parsed += bytes;
  }

  /** How long a drawing that is asked for now should wait for its frame. */
  wait(now: number): number {
    return this.#flooded ? Math.max(0, this.#drawn + CALM_MS - now) : 0;
  }

  drawn(now: number): void {
    this.#flooded = this.#parsed > FLOOD_BYTES;
    this.#parsed = 0;
    this.#drawn = now;
  }
}
