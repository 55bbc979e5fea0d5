import { useRef, useState } from 'react';
import type { Contract } from '../../../shared/goal/contract';
import type { ReadContract } from '../../../shared/ipc/contractMethods';
import type { Results } from '../../../shared/ipc/methods';
import { formOf } from '../../../shared/views/goalForm';
import { call } from '../../bridge/bridge';
import { offerDraft } from '../../stores/draftText';
import { looseForm } from './looseContract';

/** A contract file beside the form: where it was read or saved, and what of it does not parse. */
export interface ContractFile {
  /** The file as it was read last; null before. */
  readonly read: ReadContract | null;
  readonly saved: string | undefined;
  readonly refusal: string | undefined;
  /** The workspace's own contract files, as they were listed last; null before. */
  readonly listed: Results['contract/list'] | null;
  /** Asked before a file is replaced that is not as it was seen here. */
  readonly replacing: Replacing | undefined;
  open(): Promise<void>;
  openAt(path: string): Promise<void>;
  save(contract: Contract, name: string): Promise<void>;
  /** Saves over the file as it was seen here, or as a new one; where it is otherwise, asks first. */
  saveAt(path: string, contract: Contract): Promise<void>;
  list(workspace: string): Promise<void>;
  /** Puts the findings and the file's text away. */
  dismiss(): void;
}

export interface Replacing {
  readonly message: string;
  confirm(): void;
  cancel(): void;
}

type Answered = { readonly ok: true } | { readonly ok: false; readonly error: { readonly message: string } };

export function useContractFile(): ContractFile {
  const [read, setRead] = useState<ReadContract | null>(null);
  const [saved, setSaved] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [listed, setListed] = useState<Results['contract/list'] | null>(null);
  const [asked, ask] = useState<{ readonly message: string; readonly path: string; readonly contract: Contract }>();
  const seen = useRef(new Map<string, string>());
  const told = (answer: Answered) => setRefusal(answer.ok ? undefined : answer.error.message);

  const show = async (file: ReadContract) => {
    const form = file.contract ? formOf(file.contract) : await looseForm(file.text);
    const taken = () => {
      seen.current.set(file.path, file.digest);
      setRead(file);
      setSaved(undefined);
    };
    offerDraft({ kind: 'form', form, taken });
  };
  const open = async () => {
    const answer = await call('dialog/openContract', {});
    told(answer);
    if (answer.ok && answer.value.read) await show(answer.value.read);
  };
  const openAt = async (path: string) => {
    const answer = await call('contract/read', { path });
    told(answer);
    if (answer.ok) await show(answer.value);
  };
  const write = async (path: string, contract: Contract, over?: string | null) => {
    const answer = await call('contract/save', { path, contract, ...(over === undefined ? {} : { over }) });
    if (!answer.ok && answer.error.code === 'changed') return ask({ message: answer.error.message, path, contract });
    told(answer);
    if (!answer.ok) return;
    seen.current.set(path, answer.value.digest);
    setSaved(path);
  };
  const save = async (contract: Contract, name: string) => {
    const chosen = await call('dialog/saveContract', { name });
    told(chosen);
    if (chosen.ok && chosen.value.path !== null) await write(chosen.value.path, contract);
  };
  /** Over what stands there now: a change in the moment between asks again. */
  const replace = async (path: string, contract: Contract) => {
    const now = await call('contract/read', { path });
    if (!now.ok && now.error.code !== 'missing') return told(now);
    await write(path, contract, now.ok ? now.value.digest : null);
  };
  const list = async (workspace: string) => {
    const answer = await call('contract/list', { workspace });
    told(answer);
    setListed(answer.ok ? answer.value : null);
  };
  const replacing = asked && {
    message: asked.message,
    confirm: () => void replace(asked.path, asked.contract),
    cancel: () => ask(undefined),
  };
  const saveAt = (path: string, contract: Contract) => write(path, contract, seen.current.get(path) ?? null);
  return { read, saved, refusal, listed, replacing, open, openAt, save, saveAt, list, dismiss: () => setRead(null) };
}
