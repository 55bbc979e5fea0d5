import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { MOST_CONCURRENT_TURNS } from '../../../shared/continuation/turnPlace';
import type { Settings } from '../../../shared/ipc/methods';
import classes from './SettingsPlace.module.css';
import { saveChanges } from './saved';

/** How many turns may work at once, over all goals; saved when the field is left, and it holds from then on. */
export function TurnsField({ settings }: { readonly settings: Settings }) {
  const [turns, setTurns] = useState<number | string>(settings.concurrentTurns);
  const [refusal, setRefusal] = useState<string>();
  const save = async () => {
    const valid = typeof turns === 'number' && turns >= 1;
    if (!valid) setTurns(settings.concurrentTurns);
    else if (turns !== settings.concurrentTurns) setRefusal(await saveChanges(settings, { concurrentTurns: turns }));
  };
  return (
    <>
      <NumberInput
        label="Turns at the same time"
        className={classes.turns ?? ''}
        value={turns}
        onChange={setTurns}
        onBlur={() => void save()}
        min={1}
        max={MOST_CONCURRENT_TURNS}
        clampBehavior="strict"
        allowDecimal={false}
      />
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
    </>
  );
}
