import { mendOf } from '../../shared/views/mend';
import { go } from '../stores/navigation';
import { TextAction } from './TextAction';

/** The one button that mends what stopped a goal, where settings do. */
export function MendAction({ reason }: { readonly reason: string }) {
  const mend = mendOf(reason);
  if (!mend) return null;
  return <TextAction onClick={() => go({ name: 'settings', section: mend.section })}>{mend.action}</TextAction>;
}
