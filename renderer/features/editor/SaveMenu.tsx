import { Menu } from '@mantine/core';
import type { Contract } from '../../../shared/goal/contract';
import { titleOf } from '../../../shared/views/threadRow';
import { t } from '../../../shared/words/t';
import { TextMenu } from '../../ui/TextMenu';
import classes from './FileMenu.module.css';
import type { ContractFile } from './useContractFile';

/** Where the contract can be saved: the file it came from, the workspace under a name of its outcome, any file. */
export function SaveMenu(props: {
  readonly file: ContractFile;
  readonly contract: Contract | null;
  readonly workspace: string | null;
  /** The file that the form was opened from or saved to last. */
  readonly path: string | null;
}) {
  const { file, contract, workspace, path } = props;
  const look = () => {
    if (workspace !== null) void file.list(workspace);
  };
  const name = contract ? fileName(contract) : '';
  const proposed = file.listed && workspace !== null ? `${file.listed.folder}/${name}` : null;
  const places = [path, proposed].filter((place, index, all) => place !== null && all.indexOf(place) === index);
  return (
    <TextMenu label={t`Save…`} disabled={contract === null} onOpen={look}>
      {places.map((place) => (
        <Menu.Item key={place} onClick={() => contract && place && void file.saveAt(place, contract)}>
          <span className={classes.entry}>
            <span>{place === path ? t`The same file` : t`The workspace`}</span>
            <span className={classes.words}>{shortPlace(place ?? '')}</span>
          </span>
        </Menu.Item>
      ))}
      <Menu.Item onClick={() => contract && void file.save(contract, name)}>{t`Another file…`}</Menu.Item>
    </TextMenu>
  );
}

/** A path by its last two names, which tell it. */
function shortPlace(path: string): string {
  return path.split(/[/\\]/).slice(-2).join('/');
}

/** `checkout-p95-below-120-ms.md`, from the outcome. */
function fileName(contract: Contract): string {
  const words = titleOf(contract.outcome)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${words || 'goal'}.md`;
}
