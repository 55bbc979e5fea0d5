import type { Lint } from '../../../shared/goal/lint/lint';
import type { Verdict } from '../../../shared/goal/lint/score';
import { verdictSentence } from '../../../shared/views/formLint';
import { t } from '../../../shared/words/t';
import { SectionHead } from '../../ui/SectionHead';
import scale from './Findings.module.css';
import classes from './Rail.module.css';
import { VERDICT_WORDS } from './verdictWords';

const SCALE = ['weak', 'workable', 'strong'] as const satisfies readonly Verdict[];

/** How well the goal can be judged and guarded, on a scale of three. It advises: nothing is refused for it. */
export function LintVerdict({ lint }: { readonly lint: Lint | null }) {
  const at = lint ? SCALE.indexOf(lint.verdict) : -1;
  return (
    <section className={classes.section} aria-label={t`Verdict`}>
      <SectionHead
        title={t`Verdict`}
        aside={t`as you type, offline`}
        {...(lint ? { action: <Points of={lint.score.whole} /> } : {})}
      />
      <ol className={scale.scale}>
        {SCALE.map((verdict, index) => (
          <li
            key={verdict}
            className={index === at ? scale.here : index < at ? scale.past : undefined}
            aria-current={index === at ? 'true' : undefined}
          >
            {VERDICT_WORDS[verdict]}
          </li>
        ))}
      </ol>
      <p className={classes.words} role="status">
        {lint ? verdictSentence(lint) : t`Shown once something is written.`}
      </p>
    </section>
  );
}

function Points({ of }: { readonly of: number }) {
  return <span className={scale.points}>{t`${of} of 100`}</span>;
}
