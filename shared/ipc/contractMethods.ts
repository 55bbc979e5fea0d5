import { z } from 'zod';
import { Contract } from '../goal/contract';

const Nothing = z.strictObject({});
const Path = z.string().min(1).max(4096);

/** Of the methods about contracts as texts and files, and the dialogs that name one. */
export const contractParams = {
  'contract/parse': z.strictObject({ text: z.string().max(1_000_000) }),
  'contract/render': z.strictObject({ contract: Contract }),
  'contract/read': z.strictObject({ path: Path }),
  /** `over`: the digest of what the file must hold to be replaced, null for a file that must not be there; left out, any contract. */
  'contract/save': z.strictObject({ path: Path, contract: Contract, over: z.string().max(100).nullable().optional() }),
  /** The contract files in `.goalpost/` of a workspace. */
  'contract/list': z.strictObject({ workspace: Path }),
  'templates/list': Nothing,
  'dialog/folder': Nothing,
  'dialog/openContract': Nothing,
  'dialog/saveContract': z.strictObject({ name: z.string().max(255) }),
} as const;

export interface Finding {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

export interface ReadContract {
  readonly path: string;
  readonly text: string;
  /** Of the file's bytes: what tells whether it was changed since. */
  readonly digest: string;
  readonly contract: Contract | null;
  readonly findings: readonly Finding[];
}

export interface ListedContract {
  readonly path: string;
  readonly name: string;
  /** Null where the file does not parse. */
  readonly outcome: string | null;
}

/** A contract to begin from, shipped with the app. */
export interface ListedTemplate {
  readonly name: string;
  readonly about: string;
  readonly contract: Contract;
}

export interface ContractResults {
  'contract/parse': { readonly contract: Contract | null; readonly findings: readonly Finding[] };
  'contract/render': { readonly text: string };
  'contract/read': ReadContract;
  'contract/save': { readonly path: string; readonly digest: string };
  'contract/list': { readonly folder: string; readonly files: readonly ListedContract[] };
  'templates/list': { readonly templates: readonly ListedTemplate[] };
  'dialog/folder': { readonly path: string | null };
  'dialog/openContract': { readonly read: ReadContract | null };
  'dialog/saveContract': { readonly path: string | null };
}
