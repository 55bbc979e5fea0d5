import { VisuallyHidden } from '@mantine/core';
import { useThrottledValue } from '@mantine/hooks';
import type { ThreadRow } from '../../shared/views/threadRow';
import { t } from '../../shared/words/t';
import { goalStatusGlyph } from '../ui/statusOf';

/** A goal may change its status several times a second; who listens hears where it came to, and is not talked over. */
const SAY_EVERY_MS = 2_000;

/** The status of the thread that is watched, said when it changes: its word stands in the title, which nobody reads again. */
export function SaidStatus({ row }: { readonly row: ThreadRow | undefined }) {
  const word = row ? goalStatusGlyph(row.status, row.reason).word : '';
  const said = useThrottledValue(word, SAY_EVERY_MS);
  return <VisuallyHidden role="status">{said === '' ? '' : t`Goal: ${said}`}</VisuallyHidden>;
}
