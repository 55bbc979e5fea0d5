import { useMemo } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import { renderGoalText } from '../../../shared/goal/textForm/renderGoalText';
import { t } from '../../../shared/words/t';
import { CopyWord } from '../../ui/CopyWord';
import classes from './FileMenu.module.css';

/** Copies the contract in its text form, `/goal …`. */
export function CopyText({ contract }: { readonly contract: Contract | null }) {
  const text = useMemo(() => contract && renderGoalText(contract), [contract]);
  return (
    <span className={classes.copy}>
      <CopyWord text={text ?? ''} label={t`Copy as text`} disabled={text === null} />
    </span>
  );
}
