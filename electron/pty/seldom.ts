export interface Seldom {
  /** Does it now, or together with all that ask until it may be done again. */
  ask(): void;
  /** What is still due is not done. */
  stop(): void;
}

/** Does something that costs much at most once in `everyMs`, however often it is asked for; what was asked for last is always done. */
export function seldom(everyMs: number, act: () => void): Seldom {
  let timer: NodeJS.Timeout | undefined;
  let due = false;
  const begin = () => {
    act();
    timer = setTimeout(rested, everyMs);
    timer.unref();
  };
  const rested = () => {
    timer = undefined;
    if (due) begin();
    due = false;
  };
  return {
    ask() {
      if (timer === undefined) begin();
      else due = true;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      due = false;
    },
  };
}
