import type { ReactNode } from 'react';
import { t } from '../../../shared/words/t';
import { TextAction } from '../../ui/TextAction';
import classes from './SettingsPlace.module.css';

/** One thing that was allowed: for what, where, and exactly what. */
export function PermissionRow(props: {
  readonly subject: ReactNode;
  readonly words: string;
  readonly where: ReactNode;
  readonly allows: readonly string[];
  readonly onRevoke: () => void;
}) {
  return (
    <tr>
      <td className={classes.permission}>
        {props.subject}
        <p className={classes.permissionWords}>{props.words}</p>
      </td>
      <td className={classes.permission}>{props.where}</td>
      <td className={classes.permission}>
        {props.allows.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </td>
      <td>
        <TextAction onClick={props.onRevoke} label={t`Revoke: ${props.allows.join('; ')}`}>
          {t`Revoke`}
        </TextAction>
      </td>
    </tr>
  );
}
