import type { Migration } from '#ground/store';

/** Where alerts that came in are kept. */
export const receivedMigration: Migration = {
  id: 'brain/0004-received-alerts',
  statements: [
    `create table received_alerts (
      id text primary key,
      occasion text not null unique,
      person_id text not null,
      received_at timestamptz not null,
      state text not null,
      ends_at timestamptz,
      body text not null,
      explanation text not null
    )`,
    `create index received_alerts_of_person on received_alerts (person_id, received_at desc)`,
  ],
};
