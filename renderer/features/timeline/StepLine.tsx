import type { Lead } from '../../../shared/views/timeline';
import type { TimelineStep } from '../../../shared/views/timelineSteps';
import { t } from '../../../shared/words/t';
import { Keys } from '../../ui/Keys';
import { TextAction } from '../../ui/TextAction';
import classes from './Stage.module.css';

/** The mark that the keyboard is on, in a sentence that is read out, and every place that it leads to. */
export function StepLine(props: {
  readonly step: TimelineStep | undefined;
  readonly onLead: (lead: Lead) => void;
  readonly onCloser: () => void;
}) {
  const { step } = props;
  return (
    <div className={classes.line}>
      <span className={classes.sentence} role="status">
        {step?.sentence ?? ''}
      </span>
      {step?.leads.map((lead) => (
        <TextAction key={lead.to} onClick={() => props.onLead(lead)}>
          {NAMES[lead.to]}
        </TextAction>
      ))}
      {step?.leads.length === 0 && <TextAction onClick={props.onCloser}>{t`See closer`}</TextAction>}
      <span className={classes.hint}>
        <Keys of="← → ↑ ↓" /> {t`from mark to mark`} <Keys of="↵" /> {t`opens`} <Keys of="shift ← shift →" /> {t`moves`}{' '}
        <Keys of="mod wheel" /> {t`zooms`}
      </span>
    </div>
  );
}

const NAMES: Readonly<Record<Lead['to'], string>> = {
  turn: t`Conversation`,
  diff: t`Diff`,
  output: t`Output`,
  evidence: t`Evidence`,
};

/** Closer, further and the whole, with their keys. */
export function ZoomActions(props: {
  readonly whole: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}) {
  return (
    <span className={classes.zoom}>
      <span>
        <TextAction onClick={() => props.onZoom(2)}>{t`Zoom in`}</TextAction>
        <Keys of="+" />
      </span>
      <span>
        <TextAction onClick={() => props.onZoom(1 / 2)} disabled={props.whole}>
          {t`Zoom out`}
        </TextAction>
        <Keys of="−" />
      </span>
      <span>
        <TextAction onClick={props.onWhole} disabled={props.whole}>
          {t`Whole`}
        </TextAction>
        <Keys of="0" />
      </span>
    </span>
  );
}
