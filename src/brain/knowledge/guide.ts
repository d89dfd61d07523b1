/** Where a piece of knowledge comes from: said in every answer that uses it. */
export type Provenance =
  | { kind: 'shipped' }
  | {
      kind: 'imported';
      /** The folder, repository or address it was read from, as the person who imported it named it. */
      origin: string;
      path: string;
      /** The commit that the text was read at, where the origin is a repository. */
      commit?: string;
      by: string;
      at: string;
    }
  | {
      kind: 'taught';
      by: string;
      at: string;
      /** Who let the whole team have it; only the one who taught it has it otherwise. */
      approvedBy?: string;
    };

/** A part of a guide under its own heading. */
export interface Section {
  heading: string;
  /** Markdown, as it was written. */
  text: string;
}

/** Something that Jamie knows, apart from what it sees: shipped with it, imported or taught. */
export interface Guide {
  id: string;
  title: string;
  /** The checks of diagnosis whose findings it explains. */
  checks: string[];
  /** How people and tools say it. */
  symptoms: string[];
  links: { title: string; url: string }[];
  /** Ids of other guides. */
  related: string[];
  sections: Section[];
  provenance: Provenance;
}
