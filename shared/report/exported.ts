/** How far an export is: `done` of `of` of what the words name. */
export interface ExportProgress {
  readonly words: string;
  readonly done: number;
  readonly of: number;
}

export interface ExportedBundle {
  /** Where it stands now. */
  readonly path: string;
  /** The hash of the last entry, which stands for every byte of the bundle. */
  readonly digest: string;
  /** The hash of the last entry before the reports, which show it. */
  readonly recordDigest: string;
  readonly files: number;
  readonly bytes: number;
  readonly redactions: number;
  /** What was looked for to be taken out, in a sentence. */
  readonly lookedFor: string;
  /** Content that the record names and the bundle lacks, each in a sentence. */
  readonly absent: readonly string[];
}
