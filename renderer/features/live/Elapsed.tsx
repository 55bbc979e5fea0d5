import { elapsed } from '../../../shared/views/whyLine';
import { useNow } from '../../stores/clock';

/** `0:21`: the only thing that moves while something is under way. */
export function Elapsed({ since }: { readonly since: number }) {
  return <>{elapsed(since, Math.max(since, useNow(1_000)))}</>;
}
