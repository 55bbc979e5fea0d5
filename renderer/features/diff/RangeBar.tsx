import { NativeSelect } from '@mantine/core';
import { useMemo } from 'react';
import type { ThreadState } from '../../../shared/thread/state';
import { iterationTabs } from '../../../shared/views/diff/iterationTabs';
import type { Range, RangeChoice, Stop } from '../../../shared/views/diff/range';
import { t } from '../../../shared/words/t';
import { clockTime } from '../../ui/clockTime';
import { region } from '../../ui/region';
import { type Segment, Segments } from '../../ui/Segments';
import classes from './DiffPlace.module.css';
import type { Layout } from './useLayout';

/** What is compared, and how it is drawn. */
export function RangeBar(props: {
  readonly state: ThreadState;
  readonly choice: RangeChoice;
  readonly range: Range;
  readonly stops: readonly Stop[];
  readonly layout: Layout;
  readonly onChoose: (choice: RangeChoice) => void;
  readonly children?: React.ReactNode;
}) {
  const { state, choice, range, stops, layout, onChoose } = props;
  const tabs = useMemo(() => iterationTabs(state), [state]);
  const segments: readonly Segment<string>[] = [
    { value: 'start', label: t`Since start` },
    ...tabs.map(({ turn, label, words }) => ({ value: `turn ${turn}`, label, words })),
    { value: 'between', label: t`Between…`, words: t`Between two checkpoints` },
  ];
  const choose = (value: string) => {
    if (value === 'start') onChoose({ kind: 'start' });
    else if (value === 'between') onChoose(betweenOf(range, stops));
    else onChoose({ kind: 'turn', turn: value.slice('turn '.length) });
  };
  return (
    <div className={classes.bar} {...region(t`What is compared`)}>
      <Segments label={t`Compare`} segments={segments} value={segmentOf(choice)} onChange={choose} />
      {choice.kind === 'between' ? (
        <Between choice={choice} stops={stops} onChoose={onChoose} />
      ) : (
        <span className={classes.span}>
          {choice.kind === 'turn' && <span>{tabs.find(({ turn }) => turn === choice.turn)?.words}</span>}
          {range.kind === 'there' && <span className={classes.quiet}>{`${stopWords(range.from)} → ${stopWords(range.to)}`}</span>}
        </span>
      )}
      <span className={classes.tools}>
        <Segments
          label={t`Layout`}
          segments={LAYOUTS}
          value={layout.sideBySide ? 'split' : 'inline'}
          onChange={(value) => layout.setSideBySide(value === 'split')}
        />
        {props.children}
      </span>
    </div>
  );
}

const LAYOUTS = [
  { value: 'split', label: t`Side by side` },
  { value: 'inline', label: t`Inline` },
] as const;

function segmentOf(choice: RangeChoice): string {
  return choice.kind === 'turn' ? `turn ${choice.turn}` : choice.kind;
}

/** Two checkpoints to begin from: those that are compared now. */
function betweenOf(range: Range, stops: readonly Stop[]): RangeChoice {
  const [from, to] = range.kind === 'there' ? [range.from, range.to] : [stops[0], stops.at(-1)];
  return { kind: 'between', from: from?.id ?? '', to: to?.id ?? '' };
}

function Between(props: {
  readonly choice: Extract<RangeChoice, { kind: 'between' }>;
  readonly stops: readonly Stop[];
  readonly onChoose: (choice: RangeChoice) => void;
}) {
  const { choice, stops, onChoose } = props;
  const data = stops.map((stop) => ({ value: stop.id, label: stopWords(stop) }));
  const select = (label: string, end: 'from' | 'to') => (
    <NativeSelect
      size="xs"
      aria-label={label}
      className={classes.stop ?? ''}
      value={choice[end]}
      data={known(data, choice[end])}
      onChange={(event) => onChoose({ ...choice, [end]: event.currentTarget.value })}
    />
  );
  return (
    <span className={classes.between}>
      {select(t`From checkpoint`, 'from')}
      <span aria-hidden="true">→</span>
      {select(t`To checkpoint`, 'to')}
    </span>
  );
}

/** A checkpoint that is remembered and is not there any more stays in view, or the field would show another one. */
function known(data: readonly { readonly value: string; readonly label: string }[], id: string) {
  return data.some(({ value }) => value === id) ? [...data] : [{ value: id, label: t`${id}, not there` }, ...data];
}

/** `c8 11:37:41` */
function stopWords({ id, at }: Stop): string {
  return `${id} ${clockTime(at)}`;
}
