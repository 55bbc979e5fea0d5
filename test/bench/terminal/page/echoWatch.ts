// From a key to its echo in the view: the key's own time, as the system gave it, to the change of the rows, which is in the frame that
// is drawn next.

/** What takes longer does not come. */
const PATIENCE_MS = 30_000;

let key: number | undefined;
let echoed: Promise<number> = Promise.resolve(Number.NaN);

/** What the rows of the view at `selector` must hold for the next key to have its echo. Answers when it watches. */
export function expectEcho(selector: string, text: string): void {
  const rows = document.querySelector(`${selector} .xterm-rows`);
  if (!rows) throw new Error(`${selector} draws no rows.`);
  key = undefined;
  addEventListener('keydown', noteKey, { capture: true, once: true });
  echoed = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`No echo of ${text} within ${PATIENCE_MS / 1_000} s`)), PATIENCE_MS);
    const observer = new MutationObserver(look);
    function look() {
      if (key === undefined || !rows?.textContent?.includes(text)) return;
      observer.disconnect();
      clearTimeout(late);
      resolve(performance.now() - key);
    }
    observer.observe(rows, { subtree: true, childList: true, characterData: true });
  });
}

/** Milliseconds, when the echo is there. */
export function echoAfter(): Promise<number> {
  return echoed;
}

function noteKey(event: KeyboardEvent): void {
  key = event.timeStamp;
}
