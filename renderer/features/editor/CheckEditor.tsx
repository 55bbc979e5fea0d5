import { Button } from '@mantine/core';
import { assertNever } from '../../../shared/kernel/assertNever';
import type { CheckForm } from '../../../shared/views/checkForm';
import { type CheckPlace, checkAt, checkPath, moveCheck, replaceCheck } from '../../../shared/views/formChecks';
import type { GoalForm } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import { ArtifactFields } from './ArtifactFields';
import classes from './CheckEditor.module.css';
import { CheckChoice, CheckField } from './CheckField';
import { CommandFields } from './CommandFields';
import type { CheckPart } from './checkPart';
import { useFormAccess } from './formContext';
import { HumanFields } from './HumanFields';
import { ReviewFields } from './ReviewFields';

/** Every field of one check. */
export function CheckEditor(props: {
  readonly place: CheckPlace;
  readonly onMoved: (place: CheckPlace | null) => void;
  readonly onRemove: () => void;
}) {
  const { form, change } = useFormAccess();
  const check = checkAt(form, props.place);
  if (!check) return null;
  const path = checkPath(props.place);
  const set = (part: Partial<CheckForm>) => change(replaceCheck(form, props.place, { ...check, ...part }));
  const move = (to: CheckPlace) => {
    const moved = moveCheck(form, props.place, to);
    change(moved.form);
    props.onMoved(moved.place);
  };
  return (
    <div className={classes.editor}>
      <div className={classes.row}>
        <CheckField label={t`Name`} path={`${path}.id`} width="w3" value={check.id} onChange={(id) => set({ id })} mono />
        <CheckChoice
          label={t`Kind`}
          path={`${path}.kind`}
          width="w3"
          value={check.kind}
          options={KINDS}
          onChange={(kind) => set({ kind })}
        />
        <ForChoice form={form} place={props.place} onMove={move} />
      </div>
      <KindFields check={check} path={path} set={set} />
      <div className={classes.foot}>
        <Button onClick={() => props.onMoved(null)}>{t`Close`}</Button>
        <TextAction onClick={props.onRemove}>{t`Remove check`}</TextAction>
      </div>
    </div>
  );
}

function KindFields(part: CheckPart) {
  switch (part.check.kind) {
    case 'command':
      return <CommandFields {...part} />;
    case 'artifact':
      return <ArtifactFields {...part} />;
    case 'review':
      return <ReviewFields {...part} />;
    case 'human':
      return <HumanFields {...part} />;
    default:
      return assertNever(part.check.kind);
  }
}

const KINDS = [
  { value: 'command', label: t`command` },
  { value: 'artifact', label: t`artifact` },
  { value: 'review', label: t`review` },
  { value: 'human', label: t`a person looks` },
] as const;

/** What the check is for: the outcome, or one of the constraints that no other check guards. */
function ForChoice({
  form,
  place,
  onMove,
}: {
  readonly form: GoalForm;
  readonly place: CheckPlace;
  readonly onMove: (to: CheckPlace) => void;
}) {
  const places: readonly CheckPlace[] = [
    place.list === 'verification' ? place : { list: 'verification', index: form.verification.length },
    ...form.constraints.flatMap(({ check }, index): CheckPlace[] =>
      check === null || (place.list === 'constraints' && place.index === index) ? [{ list: 'constraints', index }] : [],
    ),
    ...(place.list === 'verification' ? [{ list: 'constraints', index: form.constraints.length } as const] : []),
  ];
  const options = places.map((known) => ({ value: checkPath(known), label: placeLabel(form, known) }));
  return (
    <CheckChoice
      label={t`For`}
      path={`${checkPath(place)}.for`}
      width="w6"
      value={checkPath(place)}
      options={options}
      onChange={(value) => {
        const to = places.find((known) => checkPath(known) === value);
        if (to) onMove(to);
      }}
    />
  );
}

function placeLabel(form: GoalForm, place: CheckPlace): string {
  if (place.list === 'verification') return t`the outcome`;
  const constraint = form.constraints[place.index];
  return constraint ? t`constraint: ${constraint.text || t`no words yet`}` : t`a new constraint`;
}
