/** A hidden window draws no frames; its stores still publish at this pace, so that nobody waits on what is never drawn. */
const LATE_MS = 100;

const waiting = new Set<() => void>();
let scheduled = false;

/**
 * Calls `publish` once with the next frame, together with everything else that asked: stores that change in one frame are
 * seen changed together, and a burst of pushes costs one drawing.
 */
export function onNextFrame(publish: () => void): void {
  waiting.add(publish);
  if (scheduled) return;
  scheduled = true;
  schedule(flush);
}

function flush(): void {
  scheduled = false;
  const due = [...waiting];
  waiting.clear();
  for (const publish of due) publish();
}

/** With the next frame, or a little later where no frame comes. */
function schedule(run: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(late);
    run();
  };
  const late = setTimeout(once, LATE_MS);
  if (typeof requestAnimationFrame === 'function') requestAnimationFrame(once);
}
