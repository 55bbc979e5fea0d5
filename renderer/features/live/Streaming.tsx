import { memo, useLayoutEffect, useState } from 'react';
import type { Delta } from '../../stores/deltaFold';
import { useDelta } from '../../stores/deltas';
import { ReasoningLine, SayLine } from './SayLine';

/** The answer that is being given. It alone is drawn for what comes, at most once a frame; `onGrow` is told when it was. */
export const Streaming = memo(function Streaming({ thread, onGrow }: { readonly thread: string; readonly onGrow: () => void }) {
  const delta = useDelta(thread);
  useLayoutEffect(() => {
    if (delta) onGrow();
  }, [delta, onGrow]);
  return delta && <Answer delta={delta} />;
});

/** What is thought, then what is said, as it comes. */
function Answer({ delta }: { readonly delta: Delta }) {
  const [since] = useState(() => Date.now());
  const [open, setOpen] = useState(false);
  return (
    <>
      {delta.reasoning !== '' && <ReasoningLine at={since} text={delta.reasoning} open={open} onToggle={() => setOpen(!open)} />}
      {delta.text !== '' && <SayLine at={since} from="agent" text={delta.text} />}
    </>
  );
}
