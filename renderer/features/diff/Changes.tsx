import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { RecordedEvent } from '../../../shared/thread/events';
import type { ThreadState } from '../../../shared/thread/state';
import { protectedDecisions } from '../../../shared/views/diff/fileNotes';
import { type Hunk, lineAfter } from '../../../shared/views/diff/hunks';
import type { RangeChoice } from '../../../shared/views/diff/range';
import { revertOffers } from '../../../shared/views/diff/revertOffers';
import { reviewedCount, standingOf } from '../../../shared/views/diff/reviewMarks';
import { sidesShown } from '../../../shared/views/diff/sideWords';
import { type DiffFile, diffTree } from '../../../shared/views/diffTree';
import { counted, t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { Empty } from '../../ui/Empty';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { region } from '../../ui/region';
import classes from './DiffPlace.module.css';
import type { BetweenLines } from './DiffView';
import { FileDiff } from './FileDiff';
import { FileLine } from './FileLine';
import { FilePane } from './FilePane';
import { FileTree } from './FileTree';
import { GoneComments } from './GoneComments';
import { RangeBar } from './RangeBar';
import { RevertAsk, RevertMenu, RevertStrip } from './RevertParts';
import { UnchangedNote } from './UnchangedNote';
import { useComments } from './useComments';
import { type Compared, useSides } from './useDiff';
import { useLayout } from './useLayout';
import { useRevert } from './useRevert';
import { useReview } from './useReview';
import { useReviewKeys } from './useReviewKeys';
import { useWishedFile } from './useWishedFile';

/** The changed files of what is compared, and one of them line by line. */
export function Changes(props: {
  readonly state: ThreadState;
  readonly events: readonly RecordedEvent[];
  readonly choice: RangeChoice;
  readonly compared: Compared;
  readonly onChoose: (choice: RangeChoice) => void;
}) {
  const { state, events, choice, compared } = props;
  const { range, stops, files } = compared;
  const place = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState('');
  const all = files.status === 'there' ? files.value : NONE;
  const tree = useMemo(() => diffTree(all, filter), [all, filter]);
  const layout = useLayout();
  const review = useReview(state.thread, tree);
  const { file, shown } = review;
  const unchanged = useWishedFile(state.thread, files, (path, line) => {
    setFilter('');
    review.select(path, line);
  });
  const sides = useSides(state.thread, range, file);
  const texts = useMemo(
    () => (sides.asked.status === 'there' ? sidesShown(sides.asked.value.before, sides.asked.value.after) : null),
    [sides.asked],
  );
  const inView = sides.asked.status === 'there' ? { path: sides.asked.value.path, shown: texts } : null;
  const toLines = useCallback(() => shown?.focus(), [shown]);
  const comments = useComments(state, events, range, inView, toLines);
  const noteOf = useNotes(events);
  const comment = () => shown && comments.begin(shown.lines());
  const revert = useRevert(state, events);
  const offers = revertOffers({ state, choice, range, file, hunk: shown?.hunks[Math.max(0, review.hunk)] });
  useReviewKeys(place, {
    file: review.toFile,
    hunk: review.toHunk,
    review: review.review,
    comment,
    fold: layout.toggleFolded,
    revertHunk: () => revert.ask(offers.find(({ key }) => key === 'hunk') ?? null),
  });
  return (
    <div ref={place} className={classes.place}>
      <FilePane tree={tree} total={all.length} reviewed={reviewedCount(review.marks, all)} filter={filter} onFilter={setFilter}>
        <FileTree
          tree={tree}
          selected={file?.path ?? null}
          noteOf={noteOf}
          commentsOf={comments.countOf}
          standingOf={(of) => standingOf(review.marks, of)}
          onSelect={review.select}
          onReview={review.toggle}
          onEnter={toLines}
        />
      </FilePane>
      <div className={classes.view}>
        <RangeBar state={state} choice={choice} range={range} stops={stops} layout={layout} onChoose={props.onChoose}>
          <RevertMenu offers={offers} revert={revert} />
        </RangeBar>
        <UnchangedNote wish={unchanged.wish} choice={choice} onDismiss={unchanged.dismiss} />
        <RevertStrip revert={revert} />
        <RevertAsk revert={revert} />
        {file && (
          <FileLine
            file={file}
            hunk={shown ? hunkWords(shown.hunks.length, review.hunk) : ''}
            standing={standingOf(review.marks, file)}
            folded={layout.folded}
            onFold={layout.toggleFolded}
            onReview={() => review.toggle(file)}
            onComment={shown ? comment : undefined}
          />
        )}
        <section className={classes.body} {...region(t`Lines`)}>
          {file ? (
            <FileDiff
              file={file}
              sides={sides.asked}
              view={{
                layout,
                zones: layout.sideBySide ? comments.zones : inOneColumn(comments.zones, shown?.hunks ?? NONE),
                onShown: review.onShown,
                onHunk: review.onLine,
                onComment: comments.begin,
              }}
              onRetry={sides.again}
              above={<GoneComments comments={comments.gone} state={state} />}
            />
          ) : (
            <Instead
              compared={compared}
              filtered={all.length > 0}
              choice={choice}
              onStart={() => props.onChoose({ kind: 'start' })}
            />
          )}
        </section>
      </div>
    </div>
  );
}

const NONE: readonly never[] = [];

/** `hunk 2 of 5`; above the first one `5 hunks`. */
function hunkWords(hunks: number, at: number): string {
  if (hunks === 0) return '';
  return at < 0 ? counted(hunks, 'hunk', 'hunks') : t`hunk ${at + 1} of ${hunks}`;
}

/** Where both texts share a column, what stands between lines of the first stands where these are, or were, in the second. */
function inOneColumn(zones: readonly BetweenLines[], hunks: readonly Hunk[]): readonly BetweenLines[] {
  return zones.map((zone) => (zone.side === 'after' ? zone : { ...zone, side: 'after', line: lineAfter(hunks, zone.line) }));
}

/** What is to be known of a file that lies outside the boundary or is protected. */
function useNotes(events: readonly RecordedEvent[]): (file: DiffFile) => string {
  const decisions = useMemo(() => protectedDecisions(events), [events]);
  return useCallback(
    ({ kind, path, folder, turns, others }: DiffFile) => {
      if (kind === 'folder') return '';
      const decision = decisions.get(path);
      const decided = decision && t`${decision.word} at ${clockTime(decision.at).slice(0, 5)}`;
      const apart = others && turns.length === 0 ? t`Changed between turns, not by the agent` : undefined;
      const words = [folder, decided ?? apart].filter((word) => word !== undefined && word !== '');
      return words.length === 0 ? '' : `${words.join('. ')}.`;
    },
    [decisions],
  );
}

/** In place of a file: why there is none. */
function Instead(props: {
  readonly compared: Compared;
  readonly filtered: boolean;
  readonly choice: RangeChoice;
  readonly onStart: () => void;
}) {
  const { range, files, again } = props.compared;
  const toStart = props.choice.kind !== 'start' && <Button onClick={props.onStart}>{t`Compare since the start`}</Button>;
  if (range.kind === 'missing') return <Message action={toStart}>{range.why}</Message>;
  if (files.status === 'loading') {
    return (
      <div className={classes.message}>
        <Loading rows={8} words={t`Comparing ${range.from.id} with ${range.to.id}`} />
      </div>
    );
  }
  if (files.status === 'failed') {
    const pruned = files.code === 'pruned';
    return (
      <div className={classes.message}>
        <Fault
          cause={pruned ? t`A checkpoint is gone` : t`The changes could not be read`}
          remedy={files.message}
          action={pruned && toStart ? toStart : <Button onClick={again}>{t`Read again`}</Button>}
        />
      </div>
    );
  }
  if (props.filtered) return <Message>{t`No file is in view: the filter leaves none.`}</Message>;
  return <Message action={toStart}>{NOTHING[props.choice.kind]}</Message>;
}

const NOTHING: Readonly<Record<RangeChoice['kind'], string>> = {
  start: t`No file differs from the start of the goal. Changes show here with the next checkpoint.`,
  turn: t`This turn has left every file as it found it.`,
  between: t`These two checkpoints hold the same files.`,
};

function Message({ children, action }: { readonly children: string; readonly action?: ReactNode }) {
  return (
    <div className={classes.message}>
      <Empty action={action || undefined}>{children}</Empty>
    </div>
  );
}
