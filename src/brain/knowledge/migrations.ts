import type { Migration } from '#ground/store';

/** Where taught and imported knowledge is kept. */
export const knowledgeMigration: Migration = {
  id: 'brain/knowledge-0001',
  statements: [
    `create table taught_notes (
      id text primary key,
      person_id text not null,
      person_name text not null,
      text text not null,
      state text not null,
      taught_at timestamptz not null,
      changed_at timestamptz not null,
      reviewed_by text
    )`,
    `create index taught_notes_of_person on taught_notes (person_id, taught_at desc)`,
    `create index taught_notes_by_state on taught_notes (state, taught_at)`,
    `create table imported_documents (
      id text primary key,
      origin text not null,
      path text not null,
      hash text not null,
      body text not null,
      git_commit text,
      imported_by text not null,
      imported_at timestamptz not null
    )`,
    `create index imported_documents_of_origin on imported_documents (origin, path)`,
  ],
};
