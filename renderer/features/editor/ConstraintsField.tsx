import { useRef } from 'react';
import { t } from '../../../shared/words/t';
import { IconButton } from '../../ui/IconButton';
import { TextAction } from '../../ui/TextAction';
import { useDescribedBy, useFormAccess } from './formContext';
import classes from './Parts.module.css';

/** What must not regress, one constraint a line of its own; Enter begins the next. */
export function ConstraintsField() {
  const { form, change } = useFormAccess();
  const box = useRef<HTMLDivElement>(null);
  const described = useDescribedBy();
  const { constraints } = form;
  const setText = (index: number, text: string) => {
    const known = constraints[index];
    if (known) change({ ...form, constraints: constraints.with(index, { ...known, text }) });
  };
  const add = (index: number) => {
    change({ ...form, constraints: constraints.toSpliced(index, 0, { text: '', check: null }) });
    requestAnimationFrame(() => box.current?.querySelectorAll('textarea')[index]?.focus());
  };
  const remove = (index: number) => change({ ...form, constraints: constraints.toSpliced(index, 1) });
  return (
    <div className={classes.constraints} ref={box}>
      {constraints.map((constraint, index) => (
        <div key={rowKey(index)} className={classes.constraint}>
          <textarea
            className={classes.constraintText}
            aria-label={t`Constraint ${index + 1}`}
            aria-describedby={described}
            rows={1}
            value={constraint.text}
            onChange={(event) => setText(index, event.currentTarget.value)}
            onKeyDown={(event) => {
              // The Enter that ends an input method's composition is for it alone.
              if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey || event.metaKey || event.ctrlKey)
                return;
              event.preventDefault();
              add(index + 1);
            }}
          />
          {constraint.check === null && (
            <IconButton icon="close" label={t`Remove constraint ${index + 1}`} onClick={() => remove(index)} />
          )}
        </div>
      ))}
      <div className={classes.add}>
        <TextAction onClick={() => add(constraints.length)}>{t`Add constraint`}</TextAction>
      </div>
    </div>
  );
}

/** A field stays the same field while its text changes: its place is all that it is known by. */
function rowKey(index: number): string {
  return `constraint ${index}`;
}
