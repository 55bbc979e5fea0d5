import type { PermissionAsk } from '../../../shared/tools/permission/ask';
import { t } from '../../../shared/words/t';
import { Mono } from '../../ui/Mono';
import { NoSandbox } from '../../ui/NoSandbox';
import { Fact } from './Fact';
import classes from './What.module.css';

/** The command, the model's words marked as such, and exactly what would be allowed, as the app worked it out. */
export function PermissionFacts({ ask, waived }: { readonly ask: PermissionAsk; readonly waived: boolean }) {
  return (
    <>
      {ask.command !== null && (
        <pre className={classes.command}>
          <span className={classes.prompt}>$</span> {ask.command}
        </pre>
      )}
      <dl className={classes.facts}>
        <Fact name={t`Allows`}>
          <ul className={classes.allows}>
            {ask.allows.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Fact>
        <Fact name={t`Sandbox`}>
          {waived ? <NoSandbox /> : t`enforced: beyond what is allowed here, the boundaries stay as they are`}
        </Fact>
        <Fact name={t`Agent says`}>“{ask.why}”</Fact>
        {ask.tried.length > 0 && (
          <Fact name={t`Tried`}>
            <Mono>{ask.tried.join(', ')}</Mono>
          </Fact>
        )}
      </dl>
    </>
  );
}
