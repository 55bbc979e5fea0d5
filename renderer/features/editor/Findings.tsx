import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { LintPart } from '../../../shared/goal/lint/finding';
import type { Verdict } from '../../../shared/goal/lint/score';
import { offerWords } from '../../../shared/views/formLint';
import { t } from '../../../shared/words/t';
import type { GlyphName } from '../../ui/Glyph';
import { Keys } from '../../ui/Keys';
import { StatusWord, type Tone } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import classes from './Findings.module.css';
import { useFormAccess } from './formContext';
import { type Advice, useAdvice } from './lintContext';
import { VERDICT_WORDS } from './verdictWords';

/** What lint holds against a part, each with the words that can be taken over in its place. */
export function Findings({ advice }: { readonly advice: Advice }) {
  const { findings, use, undo } = advice;
  const { form } = useFormAccess();
  return (
    <>
      {undo && <TakenOver onUndo={undo} />}
      {findings.map((finding, index) => (
        <div key={`${finding.rule} ${finding.path}`} className={classes.finding}>
          <p>{finding.message}</p>
          <button type="button" className={classes.use} onClick={() => use(finding)}>
            {offerWords(finding, form)}
            {index === 0 && (
              <span className={classes.keys}>
                <Keys of="alt ↵" />
              </span>
            )}
          </button>
        </div>
      ))}
    </>
  );
}

/** Comes at the head of its place, which may have been scrolled away from it. */
function TakenOver({ onUndo }: { readonly onUndo: () => void }) {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => line.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <p ref={line}>
      {t`Taken over.`} <TextAction onClick={onUndo}>{t`Undo`}</TextAction>
    </p>
  );
}

/** Alt and Enter anywhere in a part take its first rewrite over. */
export function takeFirst(event: KeyboardEvent, { findings, use }: Advice): void {
  const [first] = findings;
  if (event.key !== 'Enter' || !event.altKey || !first) return;
  event.preventDefault();
  event.stopPropagation();
  use(first);
}

const LOOKS: Readonly<Record<Verdict, { readonly glyph: GlyphName; readonly tone: Tone }>> = {
  strong: { glyph: 'pass', tone: 'complete' },
  workable: { glyph: 'finding', tone: 'limited' },
  weak: { glyph: 'finding', tone: 'blocked' },
};

/** A part's verdict and its points. */
export function PartVerdict({ part }: { readonly part: LintPart }) {
  const { standing } = useAdvice(part);
  if (!standing) return null;
  const { verdict, score } = standing;
  return (
    <>
      <StatusWord {...LOOKS[verdict]} word={VERDICT_WORDS[verdict]} /> <span className={classes.score}>{score}</span>
    </>
  );
}
