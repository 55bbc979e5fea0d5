import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../../shared/words/t';
import { loadAppInfo, useAppInfo, useAppInfoFault } from '../../stores/appInfo';
import { Fault } from '../../ui/Fault';
import { Loading } from '../../ui/Loading';
import { StatusWord } from '../../ui/StatusWord';
import { HealthTable } from './HealthTable';
import { Section } from './Section';
import classes from './SettingsPlace.module.css';

/** What the app stands on here: the sandbox, and everything else as it was really tried. */
export function Machine() {
  const info = useAppInfo();
  const fault = useAppInfoFault();
  if (!info && fault !== undefined) {
    return (
      <Section id="settings-machine">
        <Fault
          cause={t`This machine could not be looked at`}
          remedy={fault}
          action={<Button onClick={() => void loadAppInfo()}>{t`Look again`}</Button>}
        />
      </Section>
    );
  }
  if (!info) return <Loading rows={3} words={t`Looking at this machine`} />;
  const { sandbox } = info;
  return (
    <Section id="settings-machine">
      <dl className={classes.facts}>
        <Fact name={t`Sandbox`}>
          {sandbox.mode === 'enforced' ? (
            <>
              <StatusWord glyph="pass" word={t`Enforced`} /> {t`every command of an agent and of a check starts inside it`}
            </>
          ) : (
            <>
              <StatusWord glyph="finding" word={t`Missing`} tone="failed" /> {sandbox.message}
            </>
          )}
        </Fact>
      </dl>
      <HealthTable />
    </Section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
