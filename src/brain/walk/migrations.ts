import type { Migration } from '#ground/store';

/** Where walks are kept. */
export const walkMigration: Migration = {
  id: 'brain/0003-walks',
  statements: [
    `create table walks (
      id text primary key,
      person_id text not null,
      updated_at timestamptz not null,
      version integer not null,
      body text not null
    )`,
    `create index walks_of_person on walks (person_id, updated_at desc)`,
  ],
};
