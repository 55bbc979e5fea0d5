import { useEffect, useState } from 'react';
import type { AppPart } from '../../../shared/ipc/methods';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { useAppInfo } from '../../stores/appInfo';
import { Mono } from '../../ui/Mono';
import { TextAction } from '../../ui/TextAction';
import { Section } from './Section';
import { SettingRow } from './SettingRow';
import classes from './SettingsPlace.module.css';

/** Which version this is, what it runs in, and what it is made of. */
export function About() {
  const info = useAppInfo();
  const { parts, fault, open, toggle } = useParts();
  if (!info) return null;
  return (
    <Section id="settings-about">
      <SettingRow name={t`Goalpost`} note={t`Apache-2.0`}>
        {info.version}
      </SettingRow>
      <SettingRow name={t`Runs in`} note={info.platform}>
        {info.runtime}
      </SettingRow>
      <SettingRow
        name={t`Made of`}
        note={
          fault ??
          (parts &&
            (parts.length === 0 ? t`The build left no list of parts.` : t`${parts.length} packages, each under its own licence`))
        }
      >
        <TextAction onClick={toggle} expanded={open}>
          {open ? t`Hide licences` : t`Show licences`}
        </TextAction>
      </SettingRow>
      {open && parts && parts.length > 0 && (
        <table className={`${classes.table} ${classes.parts}`} aria-label={t`Parts and licences`}>
          <thead>
            <tr>
              <th scope="col">{t`Package`}</th>
              <th scope="col">{t`Version`}</th>
              <th scope="col">{t`Licence`}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ name, version, licence }) => (
              <tr key={name}>
                <th scope="row" className={classes.row}>
                  <Mono>{name}</Mono>
                </th>
                <td>{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function useParts() {
  const [open, setOpen] = useState(false);
  const [parts, setParts] = useState<readonly AppPart[]>();
  const [fault, setFault] = useState<string>();
  useEffect(() => {
    void call('app/parts', {}).then((answer) => (answer.ok ? setParts(answer.value.parts) : setFault(answer.error.message)));
  }, []);
  return { parts, fault, open, toggle: () => setOpen(!open) };
}
