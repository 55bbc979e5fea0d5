import type { TimeKind } from '../../../shared/views/timeScale';
import { t } from '../../../shared/words/t';
import { chooseTime } from '../../stores/timelineView';
import { type Segment, Segments } from '../../ui/Segments';

const KINDS: readonly Segment<TimeKind>[] = [
  { value: 'clock', label: t`Clock time` },
  { value: 'active', label: t`Active time`, words: t`Active time, without pauses and waits` },
];

/** What is laid along the axis: the clock's time, or only what the budget counts as active. */
export function TimeChoice({ value }: { readonly value: TimeKind }) {
  return <Segments label={t`Time on the axis`} segments={KINDS} value={value} onChange={chooseTime} />;
}
