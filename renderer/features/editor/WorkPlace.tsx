import { Radio, Stack } from '@mantine/core';
import { PlaceKind } from '../../../shared/thread/place';
import type { ThreadState } from '../../../shared/thread/state';
import { PLACE_NAMES, placeFact, placeWords } from '../../../shared/views/placeLook';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { NamedRadios } from '../../ui/NamedRadios';
import { SectionHead } from '../../ui/SectionHead';
import classes from './Rail.module.css';
import type { PlaceState } from './usePlace';

/** Where the goal is to work, before it is activated: what the app would choose and why, and the other. */
export function ChoosePlace({ place }: { readonly place: PlaceState }) {
  const { look, refusal, kind } = place;
  return (
    <section className={classes.section} aria-label={t`Where it works`}>
      <SectionHead title={t`Where it works`} />
      {refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {refusal}
        </p>
      )}
      {!look && refusal === undefined && <p className={classes.note}>{t`Looks at the folder.`}</p>}
      {look && (
        <>
          <NamedRadios name={t`Where it works`} value={kind} onChange={(value) => place.choose(PlaceKind.parse(value))}>
            <Stack gap={4}>
              {PlaceKind.options.map((option) => (
                <Radio key={option} value={option} label={PLACE_NAMES[option]} />
              ))}
            </Stack>
          </NamedRadios>
          {placeWords(look, kind).map((words) => (
            <p key={words} className={classes.words}>
              {words}
            </p>
          ))}
        </>
      )}
    </section>
  );
}

/** Where the goal works, once that is decided. */
export function KnownPlace({ state }: { readonly state: ThreadState }) {
  const { name, root, why } = placeFact(state);
  return (
    <section className={classes.section} aria-label={t`Where it works`}>
      <SectionHead title={t`Where it works`} />
      <span className={classes.path}>
        {name}, <Mono>{root}</Mono>
      </span>
      {why !== '' && <p className={classes.words}>{why}</p>}
    </section>
  );
}
