import { Menu } from '@mantine/core';
import { useState } from 'react';
import type { ListedTemplate } from '../../../shared/ipc/contractMethods';
import { formOf } from '../../../shared/views/goalForm';
import { t } from '../../../shared/words/t';
import { call } from '../../bridge/bridge';
import { offerDraft } from '../../stores/draftText';
import { TextMenu } from '../../ui/TextMenu';
import classes from './FileMenu.module.css';
import type { ContractFile } from './useContractFile';

/** What the form can begin from: the workspace's contracts, the templates, any contract file. */
export function OpenMenu({ file, workspace }: { readonly file: ContractFile; readonly workspace: string | null }) {
  const [templates, setTemplates] = useState<readonly ListedTemplate[]>([]);
  const [fault, setFault] = useState<string>();
  const look = async () => {
    if (workspace !== null) void file.list(workspace);
    const answer = await call('templates/list', {});
    setFault(answer.ok ? undefined : answer.error.message);
    if (answer.ok) setTemplates(answer.value.templates);
  };
  const begin = ({ contract }: ListedTemplate) => offerDraft({ kind: 'form', form: formOf(contract), taken: file.dismiss });
  const files = workspace === null ? [] : (file.listed?.files ?? []);
  return (
    <TextMenu label={t`Open…`} onOpen={() => void look()}>
      <Menu.Item onClick={() => void file.open()}>{t`Contract file…`}</Menu.Item>
      {workspace !== null && <Menu.Label>{t`In the workspace, .goalpost/`}</Menu.Label>}
      {workspace !== null && files.length === 0 && <p className={classes.none}>{t`None yet. Saving there makes the first.`}</p>}
      {files.map(({ path, name, outcome }) => (
        <Menu.Item key={path} onClick={() => void file.openAt(path)}>
          <Entry name={name} words={outcome ?? t`does not parse`} />
        </Menu.Item>
      ))}
      <Menu.Label>{t`Templates`}</Menu.Label>
      {fault !== undefined && <p className={classes.none}>{fault}</p>}
      {templates.map((template) => (
        <Menu.Item key={template.name} onClick={() => begin(template)}>
          <Entry name={template.name} words={template.about} />
        </Menu.Item>
      ))}
    </TextMenu>
  );
}

function Entry({ name, words }: { readonly name: string; readonly words: string }) {
  return (
    <span className={classes.entry}>
      <span>{name}</span>
      <span className={classes.words}>{words}</span>
    </span>
  );
}
