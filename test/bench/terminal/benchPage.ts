/** What the bench's own code in the app's page can be asked, from outside. */
export interface BenchPage {
  /** Draws so many bytes of the output in a view that covers the element at `selector`, as fast as it parses. */
  fromMemory(selector: string, bytes: number): Promise<FedView>;
  /** What the rows of the view at `selector` must hold for the next key to have its echo. Answers when it watches. */
  expectEcho(selector: string, text: string): void;
  /** Milliseconds from the key to its echo, when it is there. */
  echoAfter(): Promise<number>;
  /** Joins the page to a terminal that lives, and leaves it when the screen is there. */
  attachTimes(thread: string, terminal: string): Promise<Attached>;
  /** Types a line into a terminal that lives, which the page need not show. */
  typeInto(thread: string, terminal: string, line: string): Promise<void>;
}

export interface FedView {
  readonly seconds: number;
  readonly cols: number;
  readonly rows: number;
}

export interface Attached {
  /** From asking for the terminal to its whole screen in the page. */
  readonly ms: number;
  /** The screen with its scrollback, in UTF-8. */
  readonly snapshotBytes: number;
}
