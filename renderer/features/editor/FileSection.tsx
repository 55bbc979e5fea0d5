import type { Contract } from '../../../shared/goal/contract';
import { t } from '../../../shared/words/t';
import { Confirm } from '../../ui/Confirm';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { CopyText } from './CopyText';
import { OpenMenu } from './OpenMenu';
import classes from './Rail.module.css';
import { SaveMenu } from './SaveMenu';
import type { ContractFile } from './useContractFile';

/** The contract as a file and as text: opened from one, a template or the repository, saved to one, copied. */
export function FileSection(props: {
  readonly file: ContractFile;
  readonly source: string | null;
  readonly contract: Contract | null;
  readonly workspace: string | null;
}) {
  const { file, contract, workspace } = props;
  const path = file.saved ?? file.read?.path ?? props.source;
  const { replacing } = file;
  return (
    <section className={classes.section} aria-label={t`Contract file`}>
      <SectionHead
        title={t`Contract`}
        action={
          <span className={classes.actions}>
            <OpenMenu file={file} workspace={workspace} />
            <SaveMenu file={file} contract={contract} workspace={workspace} path={path} />
            <CopyText contract={contract} />
          </span>
        }
      />
      {path !== null && (
        <span className={classes.path}>
          {file.saved === undefined ? t`Opened from ` : t`Saved to `}
          <Mono>{path}</Mono>
        </span>
      )}
      {path === null && <p className={classes.note}>{t`A contract can be kept in the repository and reviewed there.`}</p>}
      {file.refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {file.refusal}
        </p>
      )}
      <Confirm
        opened={replacing !== undefined}
        title={t`Replace the file?`}
        action={t`Replace file`}
        keep={t`Keep file`}
        onConfirm={() => replacing?.confirm()}
        onClose={() => replacing?.cancel()}
      >
        {replacing?.message} {t`Replacing it writes this form’s contract in its place.`}
      </Confirm>
    </section>
  );
}
