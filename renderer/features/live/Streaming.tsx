import { useState } from 'react';
import type { Delta } from '../../stores/deltaFold';
import { ReasoningLine, SayLine } from './SayLine';

/** The answer that is being given: what is thought, then what is said, as it comes. */
export function Streaming({ delta }: { readonly delta: Delta }) {
  const [since] = useState(() => Date.now());
  const [open, setOpen] = useState(false);
  return (
    <>
      {delta.reasoning !== '' && <ReasoningLine at={since} text={delta.reasoning} open={open} onToggle={() => setOpen(!open)} />}
      {delta.text !== '' && <SayLine at={since} from="agent" text={delta.text} />}
    </>
  );
}
