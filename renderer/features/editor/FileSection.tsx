import type { Contract } from '../../../shared/goal/contract';
import { titleOf } from '../../../shared/views/threadRow';
import { Mono } from '../../ui/Mono';
import { SectionHead } from '../../ui/SectionHead';
import { TextAction } from '../../ui/TextAction';
import classes from './Rail.module.css';
import type { ContractFile } from './useContractFile';

/** The contract as a file: opened from one, saved to one. */
export function FileSection(props: {
  readonly file: ContractFile;
  readonly source: string | null;
  readonly contract: Contract | null;
}) {
  const { file, contract } = props;
  const path = file.saved ?? file.read?.path ?? props.source;
  return (
    <section className={classes.section} aria-label="Contract file">
      <SectionHead title="Contract file" action={<Actions file={file} contract={contract} />} />
      {path !== null && (
        <span className={classes.path}>
          {file.saved === undefined ? 'Opened from ' : 'Saved to '}
          <Mono>{path}</Mono>
        </span>
      )}
      {path === null && <p className={classes.note}>A contract can be kept in the repository and reviewed there.</p>}
      {file.refusal !== undefined && (
        <p className={classes.refusal} role="alert">
          {file.refusal}
        </p>
      )}
    </section>
  );
}

function Actions({ file, contract }: { readonly file: ContractFile; readonly contract: Contract | null }) {
  return (
    <span className={classes.actions}>
      <TextAction onClick={() => void file.open()}>Open…</TextAction>
      <TextAction onClick={() => contract && void file.save(contract, fileName(contract))} disabled={contract === null}>
        Save…
      </TextAction>
    </span>
  );
}

/** `checkout-p95-below-120-ms.md`, from the outcome. */
function fileName(contract: Contract): string {
  const words = titleOf(contract.outcome)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${words || 'goal'}.md`;
}
