import { useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import { renderGoalText } from '../../../shared/goal/textForm/renderGoalText';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import classes from './FileMenu.module.css';

/** Copies the contract in its text form, `/goal …`, and says so until the contract is another. */
export function CopyText({ contract }: { readonly contract: Contract | null }) {
  const [said, say] = useState<{ readonly of: Contract | null; readonly word: string }>();
  const copy = async () => {
    if (!contract) return;
    const word = await navigator.clipboard.writeText(renderGoalText(contract)).then(
      () => t`Copied`,
      () => t`Not copied`,
    );
    say({ of: contract, word });
  };
  return (
    <span className={classes.copy}>
      <TextAction onClick={() => void copy()} disabled={contract === null}>
        {said?.of === contract && said !== undefined ? said.word : t`Copy as text`}
      </TextAction>
    </span>
  );
}
