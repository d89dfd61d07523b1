import type { Migration } from '#ground/store';

/** What people told of themselves. */
export const preferringMigration: Migration = {
  id: 'brain/0011-preferences',
  statements: [
    `create table preferences (
      person_id text not null,
      key text not null,
      value text not null,
      at timestamptz not null,
      primary key (person_id, key)
    )`,
  ],
};
