import type { Lint } from '../../../shared/goal/lint/lint';
import { verdictSentence } from '../../../shared/views/formLint';
import { t } from '../../../shared/words/t';
import { SectionHead } from '../../ui/SectionHead';
import scale from './Findings.module.css';
import classes from './Rail.module.css';

const WORDS = ['weak', 'workable', 'strong'] as const;

/** How well the goal can be judged and guarded, on a scale of three. It advises: nothing is refused for it. */
export function LintVerdict({ lint }: { readonly lint: Lint | null }) {
  const at = lint ? WORDS.indexOf(lint.verdict) : -1;
  return (
    <section className={classes.section} aria-label={t`Verdict`}>
      <SectionHead
        title={t`Verdict`}
        aside={t`as you type, offline`}
        {...(lint ? { action: <Points of={lint.score.whole} /> } : {})}
      />
      <ol className={scale.scale}>
        {WORDS.map((word, index) => (
          <li
            key={word}
            className={index === at ? scale.here : index < at ? scale.past : undefined}
            aria-current={index === at ? 'true' : undefined}
          >
            {word}
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
  return (
    <span className={scale.points}>
      {of} {t`of 100`}
    </span>
  );
}
