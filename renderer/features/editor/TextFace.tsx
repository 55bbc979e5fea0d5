import { Fragment, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { LINT_PARTS, type LintPart } from '../../../shared/goal/lint/finding';
import type { FilledForm } from '../../../shared/views/fillForm';
import { formFromText, textOfForm } from '../../../shared/views/formText';
import type { FieldProblem, GoalForm } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { SectionHead } from '../../ui/SectionHead';
import { StatusWord } from '../../ui/StatusWord';
import { TextAction } from '../../ui/TextAction';
import { Findings, PartVerdict, takeFirst } from './Findings';
import { useFormAccess } from './formContext';
import { useAdvice } from './lintContext';
import classes from './TextFace.module.css';

/** The text as it was left, for coming back to: it stands while the form says what it said then. */
export interface LeftText {
  readonly text: string;
  readonly form: GoalForm;
  readonly findings: FilledForm['findings'];
  readonly selection: readonly [start: number, end: number];
}

/** The contract's text form as a second face of the same value: what is typed here is in the form at once, and the other way round. */
export function TextFace({ left }: { readonly left: RefObject<LeftText | null> }) {
  const { form, problems, change } = useFormAccess();
  const area = useRef<HTMLTextAreaElement>(null);
  const [shown, setShown] = useState(() => textFor(left.current, form));
  // The form was changed elsewhere: by a rewrite, by undo, by a proposal.
  const now = shown.form === form ? shown : textFor(null, form);
  if (now !== shown) setShown(now);
  useLayoutEffect(() => {
    const field = area.current;
    const at = left.current?.selection;
    if (!field) return;
    if (at) field.setSelectionRange(at[0], at[1]);
    field.focus();
    return () => {
      if (left.current) left.current = { ...left.current, selection: [field.selectionStart, field.selectionEnd] };
    };
  }, [left]);
  useLayoutEffect(() => {
    left.current = { ...now, selection: left.current?.selection ?? [now.text.length, now.text.length] };
  }, [left, now]);
  const keepPlace = () => {
    const field = area.current;
    if (field && left.current) left.current = { ...left.current, selection: [field.selectionStart, field.selectionEnd] };
  };
  const write = (text: string) => {
    const filled = formFromText(form, now.text, text);
    setShown({ text, ...filled });
    if (filled.form !== form) change(filled.form);
    keepPlace();
  };
  const goTo = (offset: number, length: number) => {
    area.current?.focus();
    area.current?.setSelectionRange(offset, offset + length);
  };
  return (
    <section aria-label={t`Text`} className={classes.face}>
      <textarea
        ref={area}
        className={classes.text}
        aria-label={t`The goal as text`}
        aria-describedby="text-findings"
        value={now.text}
        onChange={(event) => write(event.currentTarget.value)}
        onSelect={keepPlace}
        spellCheck
        data-own-undo
      />
      <div id="text-findings">
        <Placed findings={now.findings} onGo={goTo} />
        <Unparsed problems={problems} />
      </div>
      {LINT_PARTS.map((part) => (
        <Advised key={part} part={part} />
      ))}
    </section>
  );
}

function textFor(left: LeftText | null, form: GoalForm): Omit<LeftText, 'selection'> {
  return left?.form === form ? left : { text: textOfForm(form), form, findings: [] };
}

/** Words that were not placed as they were said, each with the way to it. */
function Placed(props: { readonly findings: FilledForm['findings']; readonly onGo: (offset: number, length: number) => void }) {
  if (props.findings.length === 0) return null;
  return (
    <dl className={classes.list}>
      {props.findings.map((finding) => (
        <Fragment key={`${finding.offset} ${finding.message}`}>
          <dt>{finding.part}</dt>
          <dd>
            <TextAction onClick={() => props.onGo(finding.offset, finding.excerpt.replace(/…$/, '').length)}>
              “{finding.excerpt}”
            </TextAction>{' '}
            {finding.message}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** Fields that do not parse are in the form and not in the text. */
function Unparsed({ problems }: { readonly problems: readonly FieldProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <dl className={classes.list}>
      {problems.map(({ path, message }) => (
        <Fragment key={`${path} ${message}`}>
          <dt className={classes.path}>{path || t`contract`}</dt>
          <dd>
            <StatusWord glyph="finding" word={message} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

const TITLES: Readonly<Record<LintPart, string>> = {
  outcome: t`Outcome`,
  verification: t`Verification`,
  constraints: t`Constraints`,
  boundaries: t`Boundaries`,
  iteration: t`Iteration policy`,
  blocked: t`Blocked stop`,
  budget: t`Budget`,
};

function Advised({ part }: { readonly part: LintPart }) {
  const advice = useAdvice(part);
  if (advice.findings.length === 0 && !advice.undo) return null;
  return (
    <section aria-label={TITLES[part]} className={classes.advice} onKeyDown={(event) => takeFirst(event, advice)}>
      <SectionHead title={TITLES[part]} action={<PartVerdict part={part} />} />
      <Findings advice={advice} />
    </section>
  );
}
